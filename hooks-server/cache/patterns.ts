/**
 * Word lists that tell questions whose answer does not keep. They are lists of kinds (time, possession, commands), in
 * English, German, Spanish, French, Italian and Portuguese. A word too many costs a hit, a word too few serves a stale
 * answer, so that doubtful words are in.
 */

const VOLATILE = [
  'today|tonight|tomorrow|yesterday|nowadays|now|right now|currently|at the moment|at present|as of',
  'latest|newest|most recent|recent|recently|up-to-date|up to date|so far this',
  'current(?=\\s+\\p{L})|this (?:week|weekend|month|quarter|year|morning|afternoon|evening|season)',
  '(?:last|next|past) (?:week|weekend|month|quarter|year|night|day|hour|few \\p{L}+|\\d+ \\p{L}+)',
  'news|headlines|weather|forecast|live scores?|stock price|share price|exchange rate|traffic',
  'what time|what day|what date|which day|which date|what year is it|how late is it',
  // Meant to differ from one call to the next.
  'random|randomly|uuid|guid|roll (?:a|the|two) di(?:c?e)|flip a coin|toss a coin|another one|a different one',
  'heute|morgen|gestern|jetzt|momentan|derzeit|aktuell\\p{L}*|neueste\\p{L}*|wetter|nachrichten',
  'hoy|mañana|ayer|ahora|actualmente|últim[oa]s?|noticias|clima',
  "aujourd'hui|aujourd’hui|demain|hier|maintenant|actuellement|derni(?:er|ère)s?|météo|actualités",
  'oggi|domani|ieri|adesso|attualmente|ultim[oaie]|notizie|hoje|amanhã|ontem|agora|atualmente|notícias',
];

const PERSONAL = [
  'my|mine|myself|our|ours|ourselves|about me|who am i|where am i|remember me|remind me',
  'mein|meine[mnrs]?|unser|unsere[mnrs]?',
  'mis?|mí[oa]s?|nuestr[oa]s?',
  'mon|mes|ma|notre|nos',
  'mi[oa]|miei|mie|nostr[oaie]|meus?|minhas?',
];

const POLITE =
  "(?:please|kindly|pls|hey|ok|okay|now|just|then|can you|could you|would you|will you|i want you to|i need you to|go ahead and|let['’]?s)";

const COMMANDS = [
  'send|delete|remove|erase|wipe|cancel|book|reserve|order|buy|purchase|pay|transfer|refund|charge',
  'schedule|reschedule|postpone|submit|publish|deploy|roll back|restart|reboot|shut down|start up|stop',
  'subscribe|unsubscribe|enable|disable|activate|deactivate|turn (?:on|off|up|down)|switch (?:on|off)',
  'remind|notify|approve|reject|upload|install|uninstall|reset|lock|unlock|block|unblock|merge|revert',
  'save|store|log (?:in|out|me)|sign (?:in|out|up|me)|play|pause|mute|unmute|invite|assign|archive|restore',
  'set (?:an?|the|up) (?:alarm|timer|reminder|meeting|appointment|call)|(?:email|e-mail|message|text|call|ping) \\p{L}+',
  'add \\P{Cc}+ to (?:\\p{L}+ ){0,3}(?:cart|basket|calendar|list|queue|order|playlist|account)',
  '(?:update|change|rename|move|edit|modify) (?:the|this|that|his|her|their)',
  'schick\\p{L}*|send\\p{L}*|lösch\\p{L}*|bestell\\p{L}*|buch\\p{L}*|stornier\\p{L}*|überweis\\p{L}*',
  'envía|enviar?|borra|elimina|reserva|compra|cancela|envoie|envoyer|supprime|réserve|commande|annule|achète',
];

const FOLLOW_UPS = [
  'y|yes|yeah|yep|yup|no|nope|nah|ok|okay|k|sure|right|correct|exactly|maybe|fine|great|good|nice|cool|done',
  'continue|go on|go ahead|proceed|keep going|carry on|please continue|please do|do it|do that|please|more|next',
  'tell me more|more please|more details|more info|elaborate|explain|explain more|explain further|expand|shorter|longer',
  'why|why not|how|how so|how come|what|what else|anything else|and|and then|then|so|so what|really|again|repeat|retry',
  'try again|one more|another|same|the same|both|neither|all|all of them|the first|the second|the last|thanks|thank you',
  'the (?:first|second|third|last|former|latter|other) one|(?:option )?(?:[a-e]|\\d{1,2})|stop|never mind|undo|go back',
  'ja|nein|weiter|mehr|warum|danke|sí|si|continúa|sigue|más|gracias|por qué|oui|non|continue[rz]?|encore|merci|pourquoi',
  'sì|continua|ancora|grazie|perché|sim|não|mais|obrigad[oa]|да|нет|продолжай|дальше|是|是的|不|继续|好|好的|はい|いいえ|続けて',
];

const VOLATILE_WORDS = word(VOLATILE);
const PERSONAL_WORDS = word(PERSONAL);
const COMMAND_START = new RegExp(`^(?:${POLITE}[\\s,]+)*(?:${COMMANDS.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
const FOLLOW_UP = new RegExp(
  `^(?:(?:ok|okay|yes|no|sure|well|and|but|please)[\\s,]+)?(?:${FOLLOW_UPS.join('|')})$`,
  'iu',
);

/** Matches any of the alternatives as whole words, in any script. */
function word(alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

/** Its answer depends on when it is asked, or is meant to differ each time. */
export function isVolatile(text: string): boolean {
  return VOLATILE_WORDS.test(text);
}

/** It is about somebody's own things, which are another's for another person of the same tenant. */
export function isPersonal(text: string): boolean {
  return PERSONAL_WORDS.test(text);
}

/** It asks to do something; a replayed answer would say that it was done. */
export function isMutating(text: string): boolean {
  return COMMAND_START.test(text.trim());
}

/** It says nothing without the turn before it. */
export function isBareFollowUp(text: string): boolean {
  const bare = text
    .trim()
    .replace(/[\s.!?…,;:。！？]+$/u, '')
    .replace(/\s+/g, ' ');
  return FOLLOW_UP.test(bare);
}
