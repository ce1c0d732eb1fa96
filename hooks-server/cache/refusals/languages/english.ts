import type { RefusalPatterns } from '../patterns.js';

const NOUNS_OF_SERVICE =
  'servers?|services?|sites?|websites?|systems?|builds?|deployments?|deploys?|pipelines?|jobs?|clusters?|databases?|backups?|' +
  'migrations?|releases?|incidents?|tickets?|orders?|packages?|parcels?|shipments?|deliver(?:y|ies)|flights?|trains?|bus(?:es)?|' +
  'payments?|invoices?|meetings?|printers?|elevators?|lifts?|network|vpn|wi-?fi|queues?|doors?|windows?|lights?|tests?|' +
  'stores?|shops?|restaurants?|offices?|pool|gym|pharmacy|library|museum|bank|app|api|game|match|report|file|upload|download|sync';

const STATES =
  'up|down|open|closed|online|offline|in stock|running|live|working|back|done|ready|finished|complete|busy|out|delayed|' +
  'on time|cancell?ed|healthy|broken|stuck|over|green|red|passing|failing|available|late|full|empty|on call|there|here|yet|still \\p{L}+';

const CURRENCY =
  'dollars?|euros?|yen|yuan|rupees?|francs?|pesos?|usd|eur|gbp|jpy|inr|cny|chf|cad|aud|pounds?|pounds? sterling|sterling|' +
  'bitcoins?|btc|ether|eth|rubles?|lira|zloty|kron(?:or|er|a)';

const MARKETS = `${CURRENCY}|gold|silver|oil|crude|gas|petrol|diesel|stocks?|shares?|ethereum|dogecoin|crypto\\p{L}*|nasdaq|dow|dax`;

const PEOPLE_IN_OFFICE =
  'president|vice president|prime minister|chancellor|king|queen|pope|mayor|governor|ceo|cfo|cto|coo|chief \\p{L}+ officer|' +
  '(?:head )?coach|captain|leader|minister|secretary(?: general)?|chair(?:man|woman|person)?|director|owner|boss|manager|' +
  'champion|(?:world )?record holder|richest \\p{L}+|oldest (?:living )?\\p{L}+';

export const english: RefusalPatterns = {
  commands: 'first',
  polite: [
    'please|kindly|pls|plz|hey|hi|hello|ok|okay|so|now|just|then|also|and|can you|could you|would you|will you|can u',
    "i want you to|i need you to|i would like you to|i[’']d like you to|go ahead and|let[’']?s|quickly|you should|help me(?: to)?",
  ],
  asks: [
    "what(?: is|[’']s| are| was| were| does| do| did| makes?| would happen| happens|s)|which|why|when|where|who|whose|whom",
    'how|explain|define|describe|difference|compare|is it|is there|are there|does|do|should|tell me (?:about|what|how|why)',
    'can you (?:explain|define|describe|tell me (?:about|what|how|why))|meaning|definition|translate|summari[sz]e',
  ],
  makes: [
    'generate|create|make(?: up)?|produce|invent|come up with|think of|think up|write|give(?: me| us)?|suggest|propose|design|build|draft',
    'issue|provide|get(?: me)?|show(?: me)?|list|need|set up|choose|pick|find(?: me)?|fill in|mock|fake|simulate|compose|brainstorm|recommend',
    "i need|i want|i[’']d like|i would like|we need|can i (?:get|have)|(?:an? )?(?:new|strong|secure|random|safe|good|unique|fresh)",
    '(?:\\d+|two|three|four|five|ten|some)(?: \\p{L}+)?',
  ],
  things: [
    'pass ?codes?|pass ?words?|secrets?|secret keys?|(?:licen[cs]e|private|public|signing|encryption|access|secret|activation|serial|product)[- ]keys?',
    'key ?pairs?|seed phrases?|recovery (?:codes?|phrases?)|(?:verification|access|coupon|promo|discount|voucher|invite|gift|one-time|security|referral) codes?|(?:one-time|single-use|invite|invitation|share|sharing|magic|sign-?in|login|reset|payment|download) links?',
    'licen[cs]e numbers?|card numbers?|credit cards?|account numbers?|serial numbers?|phone numbers?|ids|identifiers?|hash(?:es)? salt',
    '(?:test|fake|dummy|sample|mock|synthetic|seed|placeholder) (?:data|users?|names?|accounts?|records?|rows?|emails?|addresses|customers?|people|persons?|profiles?|transactions?|orders?|cards?|credit)',
    'usernames?|user names?|nick ?names?|(?:an?|some|\\d+|five|ten|three|few|good|cool|funny|cute) (?:\\p{L}+ ){0,2}names?(?! of)|names? (?:for|ideas?)|handles? for|titles? for|slogans?|taglines?|domain names?|hashtags?|gamertags?|callsign|alias(?:es)?',
    '(?:unique|original|one-of-a-kind|never before|different|fresh|creative|new) (?:\\p{L}+ ){0,3}(?:stor(?:y|ies)|poems?|songs?|lyrics|drafts?|emails?|essays?|posts?|tweets?|captions?|ideas?|bios?|messages?|letters?|greetings?|recipes?|riddles?|jokes?|text|article|version|logo|character|plot|gift|design)',
    'lottery numbers?|bingo (?:cards?|numbers?)|lucky numbers?|sudoku|crossword|maze|quiz|riddles?|jokes?|fun facts?|ice ?breakers?|pick-?up lines?|trivia',
  ],
  draws: [
    '(?:pick|choose)(?: out)?(?: me| us)? (?:\\P{Cc}{0,30} )?(?:winners?|loser|one|an?|any|two|three|some|somebody|someone|between|from|for|number|name|card|randomly|at random|\\d+)',
    '(?:select|draw|name|decide(?: on)?|determine|find|announce)(?: me| us)? (?:\\P{Cc}{0,30} )?(?:winners?|loser|lots|straws?|(?:a|any|some) (?:number|name|card)|one of (?:us|them|these|those)|someone|somebody|randomly|at random)',
    'roll (?:an?|the|two|three|some|\\d*d\\d+|\\d+)|(?:flip|toss|throw) (?:a |the |\\d+ |two )?(?:coins?|dice|die)|shuffle|randomi[sz]e|guess (?:a|my|the) number|think of (?:a|any) (?:number|word|card|animal|colou?r)',
    '(?:divide|split|sort|put|assign) (?:\\P{Cc}{0,40} )?into (?:random )?(?:teams|groups|pairs)|(?:an?|some|\\d+|any)? ?random \\p{L}+|spin the wheel|play (?:a game|rock)',
    'simulate \\P{Cc}{0,40}(?:coins?|dice|die|draws?|toss\\p{L}*|rolls?|spins?|flips?|lottery)',
  ],
  oneOff: [
    'coin (?:toss|flip)|heads or tails|who (?:wins|should win|should go first|goes first|is the winner)|raffle|tombola|lucky draw|secret santa|(?:give|tell|show|send|suggest|generate|create|make|pick|choose|select|draw|list|write)(?: me| us)? (?:\\P{Cc}{0,30} )?random (?!variables?|forests?|walks?|access|effects?|process(?:es)?|sampling|seeds?|matri\\p{L}+|graphs?|fields?|error|noise|module|oracle)\\p{L}+',
    'surprise (?:me|us)|inspire me|entertain me|cheer me up|amuse me|make me laugh|tell (?:me|us) (?:a|another|some|an?other) (?:\\p{L}+ )?(?:joke|riddle|story|fact|secret|pun)|(?:another|a different|a new|the next|one more) (?:one|joke|idea|version|riddle|story|poem|suggestion|name|option)(?= |$|[.?!])',
    'again but different|something (?:new|different|else|random|unique|original)|try again|regenerate|rephrase (?:it|that|this) again|(?:a|any|one) (?:joke|riddle|fun fact)|rock[, ]+paper|lottery numbers?|what (?:should|shall|can|could|do) (?:we|i) (?:call|name)|rand\\(\\)',
  ],
  volatile: [
    'today|tonight|tomorrow|yesterday|nowadays|now|right now|currently|at the moment|at present|as of|these days|to date',
    'latest|newest|most recent|recent|recently|since (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|midnight|noon|lunch)|up-to-date|up to date|so far this|stable (?:version|release)|upcoming|breaking',
    "current (?!director|folder|working|dir|path|line|user|branch|thread|process|window|position|element|object|cell|row|account deficit|density|flow|limit|source|transformer|mirror|page|class|file|buffer|shell|node|index|scope|context)\\p{L}+|this (?:week|weekend|month|quarter|year|morning|afternoon|evening|season)|trending|what[’']?s (?:new|up|happening|on tv|playing|hot)|what is (?:new|up|happening|going on|playing|trending)",
    '(?:last|next|past) (?:week|weekend|month|quarter|year|night|day|hour|few \\p{L}+|\\d+ \\p{L}+|monday|tuesday|wednesday|thursday|friday|saturday|sunday|election|game|match|train|bus|flight|tram|ferry|episode|holiday|eclipse|full moon|release|version|stop|meeting|shift|world cup|olympics)',
    "news|headlines|weather|forecast|live scores?|scores?(?= of the (?:game|match))|stock price|share price|exchange rate|how(?: is|[’']s) (?:the )?traffic|traffic (?:jams?|report|conditions|update|right|like)|temperature (?:in|outside)|is it (?:raining|snowing|sunny|cold|hot|windy|dark)\\b|will it (?:rain|snow)",
    "what time|what day|what date|which day|which date|what(?: is|[’']s) the (?:date|time|day)|what year is it|what month is it|how late is it|the time (?:now|in)|near me|nearby|around here|(?:nearest|closest) (?:\\p{L}+ )?(?:shop|store|station|stop|restaurant|hospital|pharmacy|atm|bank|airport|gym|cafe|café|hotel|supermarket|school|park|bar|pub|to me|to here|us\\b)",
    'how old (?:is|are)(?! (?:the |our )?(?:universe|earth|world|moon|sun|solar|milky|planet|city|pyramid|great|bible|wall|language|oldest|rocks?|galaxy))',
    '(?:is|are|was|were|has|have)(?: been)? (?:resolved|merged|assigned|shipped|delivered|approved|reopened|escalated|deployed|dispatched)(?=[\\s?.!]*$)|assigned to(?=[\\s?.!]*$)',
    `(?!what(?: is|[’']?s) (?:an? )?(?:bitcoins?|ether|ethereum|dogecoin|crypto\\p{L}*|gold|silver|oil|gas|petrol|diesel|nasdaq)[\\s?.!]*$)(?:what(?: is|[’']?s| are)|how much(?: is| are| does)?|price|value|rate|worth|cost) (?:the |an? |one |\\d+ )*(?:price of |value of |rate of |cost of )?(?:an? |the |one )?(?:${MARKETS})(?: (?:worth|price|cost|at|trading|rate|going for))?(?=[\\s?.!]*$)`,
    `how (?:many|much) (?:${CURRENCY}) (?:is|are|in|make|for|to|do|does|can|would|will)(?: \\P{Cc}{0,30})? (?:${CURRENCY})|(?:${CURRENCY}) (?:to|in|into|vs|versus|against|per) (?:an? |the )?(?:${CURRENCY})`,
    "market cap|net worth|what(?: is|[’']s| are)(?: the)?(?: \\p{L}+)? (?:inflation|unemployment|interest|mortgage) rates?(?![^?]*\\d{4})|(?:stock|bitcoin|crypto|gold|oil|gas|fuel|petrol) (?:prices?|market)|trading at|going for|worth (?:now|today)",
    'how (?:many|long|much)(?: \\p{L}+)* (?:until|till|til|to go|left|remaining|remains?|before (?:the )?(?:christmas|new year|easter|weekend))|days (?:until|till|to|left|since)|hours (?:until|till|left)|countdown|when (?:is|does|do|will|are) (?:the )?next',
    "raffle|who (?:should win|should go first|goes first)|on call(?! means?)|on duty|on shift|in charge|who(?: is|[’']s) (?:winning|leading|ahead|online|here|available|logged|working|playing|responsible|first|the winner|on\\b)",
    `who(?: is|[’']s| are| was elected)? (?:the )?(?:(?:\\p{L}+[’']s|\\p{L}+) )?(?:${PEOPLE_IN_OFFICE})(?= (?:of|at|in|for)|[\\s?.!]*$)|who (?:runs|leads|owns|heads|manages|coaches|governs)`,
    'how many (?:\\p{L}+ )?(?:open|pending|active|unread|new|remaining|unresolved|failed|failing|running|available|overdue|outstanding|queued|unpaid|online|free)|how many \\P{Cc}{0,40}(?:are (?:there )?(?:open|online|left|pending|active|available|running|waiting)|online|waiting|in the queue|in stock|logged in|unread)',
    'are there (?:any|still|currently)(?: \\p{L}+){0,2} (?:outages?|delays?|incidents?|tickets?|issues|alerts?|errors|tickets|seats|rooms|messages|emails|left|open|available)|any (?:outages?|delays?|incidents?|news|updates?|alerts|unread)',
    "(?:status|progress|uptime|availability) (?:of|for)|(?:system|server|order|build|deployment|job|ticket|flight|delivery|service|pipeline) status|what(?: is|[’']s) the status",
    "who won (?:the )?(?:\\p{L}+ )?(?:game|match|election|race|final|derby|super bowl|world cup|lottery|championship|league|oscars?)(?![^?]*\\d{4})|in stock|on sale|sold out|opening hours|what(?: is|[’']s) (?:on|open)|open now",
    '(?:train|bus|flight|tram|ferry|metro|subway|plane)s? (?:\\P{Cc}{0,30} )?(?:leaves?|departs?|arrives?|delayed|on time|late|cancell?ed)|(?:leave|depart|arrive)s? next',
  ],
  states: [
    `(?:is|are|was|were|did|does|has|have|will|why (?:is|are)|where (?:is|are)|when (?:will|is|does|do)|what happened to) (?:the|that|this|those|these) (?:\\p{L}+ ){0,2}(?:${NOUNS_OF_SERVICE})`,
    `(?:is|are) (?:\\P{Cc}{1,40} )?(?:${STATES})(?=[\\s?.!]*$)`,
    '(?:has|have) (?!to )\\p{L}+',
  ],
  personal: [
    '(?:one|two|three|four|some|all|any|each|either|which|who) of us|my|mine|our|ours|about (?:me|myself)|who am i|where am i|remember me|remind me|know me|call me|address me as|(?:recommend|suggest|right|best|good|suitable) (?:\\P{Cc}{0,30} )?for me',
    "remember (?:that|this|i|the following)|don[’']?t forget|do not forget|keep in mind|from now on|your name is|you are (?:now|called)|pretend (?:that )?(?:i|you)|act as if|note that i",
    '(?:did|have|had|were|was) (?:we|i) (?:just |already |ever |last |first )?(?:discuss\\p{L}*|say|said|talk\\p{L}*|mention\\p{L}*|agree\\p{L}*|decide\\p{L}*|ask\\p{L}*|tell|told|write|wrote|speak|spoke|cover\\p{L}*|chat\\p{L}*|left off|up to)',
    'you (?:just |already |first |last |previously |earlier )?(?:said|mentioned|told|wrote|suggested|recommended|gave|answered|explained|promised|listed|asked|meant|say (?:earlier|before|first|last)|tell me (?:earlier|before|first|last))|i (?:just |already |previously )?(?:said|told you|asked|mentioned|wrote|sent|gave you|showed you)',
    '(?:did|have|had|do) you (?:just |already |ever )?(?:say|said|mention|mentioned|tell|told|suggest|recommend|write|ask|remember|recall|answer|think of me|know (?:who|about|that) (?:i|me|we))',
    '(?:previous|last|earlier|prior|preceding|above|first) (?:answer|message|question|conversation|response|reply|turn|chat|prompt|request|suggestion|paragraph|thing|point|example|output|result|session)s?(?! of)|(?:as|mentioned|shown|stated|described|given|written|listed|said) (?:above|earlier|before)|the above',
    '(?:this|our|the) (?:conversation|chat|discussion|thread|session|dialogue)|so far|left off|where were we|earlier today|before that|what (?:else )?did (?:i|we|you)|what (?:have|had) (?:i|we|you)|repeat (?:that|what|your|it|the last)|say (?:that|it) again|once more|go back to|chat history',
    '(?:who|what|how old|how tall|where) am i',
    '(?:what|which|where|when|who|how many|how much|how often)(?: \\p{L}+){0,2} (?:do|did|are|have) (?:we|i) (?:have|own|support|offer|sell|meet|ship|deploy|release|keep|store|spend|owe|earn|pay for|employ|host|still|got|left|live|work|weigh|scheduled)(?! to)|(?:which|what) \\p{L}+ (?:do|did|are) we (?:use|using|run|running|need)|when (?:will|do|can|am) i (?:get|be|receive|have|scheduled|paid)',
    'have i|i have got|i got left|(?:have|has) got left',
  ],
  statements: [
    "(?:and |because |since |but |as |so |well |hi |hello |hey )?(?:i[’']m|im (?:an?|not|allergic|\\d+|from|in|vegan|vegetarian|\\p{L}+ing)|i am|i was|i[’']?ve|i have|i had|i live|i work|i like|i love|i hate|i prefer|i enjoy|i dislike|i feel|i got|i lost|i weigh|i take|i own|i speak|i study|i teach|i come from|i go to|i use|i drive|i was born|i suffer|i can[’']?t|i cannot|i don[’']?t|i forgot|i bought|i ordered|i moved|i turned)",
    "(?:this is|it[’']?s|it is) (?:me|\\p{L}+ (?:here|speaking))|name[’']?s|call me|(?:do|did|are|were|have|had|will) we|(?:am|do|did|have|was|will|had) i (?:have|own|get|still|already|allowed|eligible|getting|pregnant|late|owe|too|in|on|at|pass|miss|win|a|an|the|late|on time|free|logged)|we(?:[’']re| are| have| use| live| work| need| want| sell| run)",
  ],
  // A verb that is the first part of a term, as in "transfer learning", asks for nothing.
  notActs:
    'of|vs|versus|meaning|definition|policy|policies|learning|functions?|culture|words?|signs?|button|menu|format|speed|statements?|method|rate|cycle|base|state|chain|side|syntax|operator|commands?|algorithm|theory|ratio|process',
  acts: [
    'send|delete|remove|erase|wipe|cancel|book(?! (?:review|about|by|summary|value))|reserve(?! bank)|order|buy|purchase|pay|transfer|refund|charge(?! of)|withdraw|deposit',
    'schedule|reschedule|postpone|submit|publish|deploy|roll ?back|restart|reboot|shut ?down|start(?: up)? (?:the|a|an|it|this|that|my)|stop(?! (?:words?|motion|loss|signs?|codons?))|kill (?:the|it|this|that|process|job)',
    'subscribe|unsubscribe|enable|disable|activate|deactivate|turn (?:on|off|up|down|the|it|that|this)|switch (?:on|off|the|it)|(?:dim|brighten) (?:the )?lights?|lower the|raise the|put (?:on|off|\\P{Cc}{1,40} (?:on|in|into) (?:the|my))|mark (?:it|this|that|the|all|as)',
    'remind|notify|approve|reject|upload|install|uninstall|reset|lock(?!-)|unlock|block (?:the|this|that|him|her|it|user|\\d)|unblock|merge (?:the|this|that|it|branch|pr|pull|#)|revert|execute|run(?! time)(?= )|trigger|launch|provision|scale (?:the|up|down)|migrate the',
    'save|store(?! (?:value|brand))|log (?:in|out|me)|sign (?:in|out|up|me)|play(?! by)|pause|mute|unmute|invite|assign|archive|restore|apply (?:the|this|that|for)|post(?! (?:office|war|mortem))(?= )|tweet|reply to|forward|share (?:the|this|that|it|my)|print (?:this|that|it|my|\\d+ copies|(?:the )?(?:document|page|label|invoice|report))|upgrade (?:me|the|my)|downgrade',
    'set (?:an?|the|up|my|volume|temperature|\\p{L}+ to|it|this) ?(?:alarm|timer|reminder|meeting|appointment|call|thermostat|volume|temperature|brightness|to)|set \\P{Cc}{1,40} to|(?:email|e-mail|message|text|call|ping|dm|phone|contact|tell|ask|page|wake) (?:him|her|them|everyone|everybody|the (?:team|boss|office|customer|client|doctor|bank|police)|us at|my|mom|dad|mum|the \\p{L}+ (?:team|channel))',
    'add \\P{Cc}+ to (?:\\p{L}+ ){0,3}(?:cart|basket|calendar|list|queue|order|playlist|account|team|group|channel|project|board|backlog|sheet)',
    '(?:create|open|file|close|raise|log|start|make|register|set up|get)(?: me)? (?:an? |the |this |that |my |another |new )+(?:new |support |bug |jira |calendar |github |urgent |user |test )*(?:tickets?|issues?|events?|meetings?|reminders?|appointments?|reservations?|bookings?|accounts?|tasks?|orders?|invoices?|pull requests?|prs?|bugs?|cases?|complaints?|incidents?|payments?|calls?|channels?|users?|account|door|window|garage|file|call|backup|repository|repo|branch|instance|vm|claim|return|profile)(?! (?:in|with|using) \\p{L}+)',
    'clear (?:the|my|all) |empty (?:the|my)|check (?:in|out) |drop (?:the|table|database)|grant|revoke|(?:update|change|rename|move|edit|modify|copy|replace|undo|swap) (?:the|this|that|his|her|their|my|it|file|user|account|\\d)|show (?:my|the) (?:calendar|inbox|balance)|open (?:the|my|up) ',
  ],
  addresses: ['email|e-mail|message|text|call|ping|dm|phone|contact|tell|ask|page|wake|remind|invite'],
  followUps: [
    'y|yes|yeah|yep|yup|no|nope|nah|ok|okay|k|sure|right|correct|exactly|maybe|fine|great|good|nice|cool|done',
    'continue|go on|go ahead|proceed|keep going|carry on|please continue|please do|do it|do that|please|more|next',
    'tell me more|more please|more details|more info|elaborate|explain|explain more|explain further|expand|shorter|longer',
    'why|why not|how|how so|how come|what|what else|anything else|and|and then|then|so|so what|really|again|repeat|retry',
    'try again|one more|another|another one|give me another(?: one)?|same|the same|both|neither|all|all of them|the first|the second|the last|thanks|thank you',
    'the (?:first|second|third|last|former|latter|other) one|(?:option )?(?:[a-e]|\\d{1,2})|stop|never mind|undo|go back|explain (?:that|it|this)|what do you mean|like what|such as|for example|in what way|how much|how many|when|where|who|which(?: one)?',
    '(?:make|write|do) (?:it|that|this) (?:shorter|longer|simpler|better|again|nicer|clearer|funnier)|translate (?:it|that|this)|summari[sz]e (?:it|that|this)|(?:rewrite|rephrase|fix|improve|shorten|expand) (?:it|that|this)|in (?:german|english|spanish|french|italian)(?: please)?|what about (?:it|that|this|them|him|her)|tell me a lot more',
  ],
};
