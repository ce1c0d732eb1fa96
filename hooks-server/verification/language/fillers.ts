/**
 * Openings and insertions that ask for an answer without saying which. Each is replaced before words are compared, so
 * that "Can you explain X", "Tell me about X" and "X" ask the same. Order matters: longer ones first.
 */
export const fillerPatterns: readonly (readonly [RegExp, string])[] = [
  [/^(?:(?:hi|hello|hey|ok|okay|so|well|and|also)(?: there)?[,!.]?\s+)+(?=\S)/i, ''],
  [
    /^(?:hallo|guten tag|servus|moin|hola|buenas|buenos días|bonjour|bonsoir|salut|coucou|ciao|buongiorno|salve|olá|oi|bom dia|hoi|dag|cześć|dzień dobry|hej|привет|здравствуйте|добрый день|merhaba|selam|ahoj|szia|bună|γεια σας|γεια|xin chào|halo|hai)(?: zusammen| a todos| à tous)?[,!.]\s*(?=\S)/iu,
    '',
  ],
  [
    /^(?:(?:kurze |schnelle )?frage|(?:una )?pregunta(?: rápida)?|(?:une )?(?:petite )?question|(?:una )?domanda(?: veloce)?|(?:uma )?pergunta(?: rápida)?|(?:een )?vraag(?:je)?|(?:szybkie )?pytanie|вопрос|(?:quick )?question|soru)\s?:\s*(?=\S)/iu,
    '',
  ],
  [
    /^(?:请问|請問|请告诉我|請告訴我|教えてください|すみません|질문이 있어요|궁금한데)[,，:：。、.]?\s*(?=\S)/u,
    '',
  ],
  [
    /\b(?:could|can|would|will) (?:you|someone|anyone|somebody)(?: please| kindly)? (?:help me (?:to )?)?(?=(?:tell|explain|describe|give|show|list|define|provide|elaborate|help)\b)/gi,
    '',
  ],
  [/\bplease\b|\bkindly\b|\bthanks?(?: you)?\b(?=[.!]?$)/gi, ''],
  [
    /\bi (?:would|'d) like to know\b|\bi want to know\b|\bi(?: am|'m) wondering\b|\bdo you (?:happen to )?know\b/gi,
    '',
  ],
  [/\bdo you think(?: that)?\b|\bin your opinion,?\b/gi, ''],
  [
    /\b(?:in fact|as a matter of fact|in general|in reality|by any chance|at the moment|right now|these days|now ?a ?days)\b/gi,
    '',
  ],
  [
    /\b(?:actually|really|literally|indeed|basically|simply|honestly|currently|truly|exactly|generally|typically)\b/gi,
    '',
  ],
  [
    /\b(?:tell me|let me know|give me an? (?:overview|explanation|description|summary) of|what do you know) (?:more )?(?:about|of)?\b/gi,
    'explain ',
  ],
  [
    /\b(?:what is|what are|what does|explain|describe|define) (?:the )?(?:meaning|definition|concept|idea|notion) of\b/gi,
    'what is ',
  ],
  [/\bis it possible (?:for (?:me|you|us|one|someone) )?to\b/gi, 'can i '],
  [
    /\b(?:how|what) (?:is|are) the (?:best |easiest |right |correct )?(?:way|ways|method|methods) (?:to|of|for)\b/gi,
    'how to ',
  ],
  [/\bwhat (?:is|are) (?:a |some |the )?(?:good |best |easy |easiest )?ways? (?:to|of|for)\b/gi, 'how to '],
  [/\bhow (?:do|can|could|should|would|might) (?:i|you|we|one|someone|somebody|people)\b/gi, 'how to '],
  [/\bhow (?:do|does) one\b/gi, 'how to '],
  [/\bwhat (?:should|can|could|must|do) (?:i|you|we|one) (?:have to )?do (?:to|in order to)\b/gi, 'how to '],
];
