/** What kind of thing a question asks for. */
export type AnswerType = 'person' | 'time' | 'number' | 'place' | 'reason' | 'any';

const PATTERNS: readonly (readonly [AnswerType, RegExp])[] = [
  [
    'number',
    /\bhow (?:many|much|long|far|old|tall|high|large|big|fast|often|deep|wide)\b|\bwhat (?:percentage|percent|number|amount|cost|price|is the cost|fraction|proportion|population|size)\b|\bwie ?(?:viele?|lange|hoch|weit|alt|groß|oft)\b|cuánt[oa]s?|\bcombien\b|\bquant[oaie]\b|\bquantos\b|\bhoeveel\b|(?<!\p{L})сколько(?!\p{L})|(?<!\p{L})какой процент|多少|几[个年次种名岁]|いくつ|何(?:人|年|個|回)|몇|얼마/iu,
  ],
  [
    'time',
    /\bwhen\b|\b(?:what|which|in what|in which) (?:year|date|day|month|century|decade|time|season)\b|\bwann\b|\bin welche[mr] (?:jahr|monat|jahrhundert)|cuándo|\b(?:qué|cuál) (?:año|fecha|día|siglo)|\bquand\b|\bquando\b|\bwanneer\b|(?<!\p{L})когда(?!\p{L})|каком (?:году|веке)|何时|什么时候|哪一?年|何年|いつ|언제/iu,
  ],
  [
    'place',
    /\bwhere\b|\b(?:what|which|in which|in what) (?:city|country|state|place|town|continent|region|county|province|island|location)\b|\bwo\b|\bwoher\b|\bwohin\b|dónde|\boù\b|\bdove\b|\bonde\b|\bwaar\b|(?<!\p{L})где(?!\p{L})|哪里|哪儿|在哪|何地|どこ|어디/iu,
  ],
  [
    'person',
    /\bwho(?:m|se)?\b|\b(?:what|which) (?:person|actor|actress|director|author|singer|player|president|king|queen|man|woman|band|company|team|name)\b|\bw(?:er|en|em|essen)\b|quién(?:es)?|\bqui\b|\bchi\b|\bquem\b|\bwie heißt\b|(?<!\p{L})(?:кто|кого|кому|чей)(?!\p{L})|谁|誰|哪[位个]人|누구|누가/iu,
  ],
  [
    'reason',
    /\bwhy\b|\bwarum\b|\bwieso\b|\bweshalb\b|por qué|\bpourquoi\b|\bperché\b|\bwaarom\b|(?<!\p{L})почему(?!\p{L})|为什么|为何|なぜ|왜/iu,
  ],
];

/** The kind of answer a question asks for, by its words; `any` when they do not tell. */
export function answerTypeOf(question: string): AnswerType {
  return PATTERNS.find(([, pattern]) => pattern.test(question))?.[0] ?? 'any';
}

const NUMBER =
  /\p{N}|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half|twice|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|hundert|tausend|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|cien|mil|millones|deux|trois|quatre|cinq|sept|huit|neuf|dix|cent|mille)\b|(?<!\p{L})(?:два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|сто|тысяч|миллион)|[一二三四五六七八九十百千万亿两]/iu;
/** For small letters: every unit of a text is looked at, and to ignore capitals would take several times as long. */
const TIME =
  /\b1\d{3}\b|\b20\d\d\b|\d{4}年|\d月|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|century|jahrhundert|siglo|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|(?<!\p{L})(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр|век)|世纪|年代|\p{N}\s*(?:st|nd|rd|th)\b/u;
const NAME = /(?<=\p{Ll}["'”’)]?[,;]?\s["'“‘(]?)\p{Lu}[\p{L}\p{M}.'’-]+|^\p{Lu}[\p{L}\p{M}'’-]+\s+\p{Lu}/u;
const REASON =
  /\b(?:because|since|due to|so that|therefore|in order to|as a result|reason|caused?|weil|da|wegen|damit|aufgrund|deshalb|porque|debido|por lo que|ya que|parce que|car|grâce|perché|poiché|porque|omdat)\b|(?<!\p{L})(?:потому|поскольку|так как|из-за|поэтому|чтобы|благодаря)|因为|由于|所以|因此|ため|から/iu;

/** Whether a text holds something of the kind that is asked for. */
export function holdsAnswerType(type: AnswerType, text: string): boolean {
  switch (type) {
    case 'number':
      return NUMBER.test(text);
    case 'time':
      return TIME.test(text.toLowerCase());
    case 'person':
    case 'place':
      return NAME.test(text) || /·/.test(text);
    case 'reason':
      return REASON.test(text);
    case 'any':
      return false;
  }
}
