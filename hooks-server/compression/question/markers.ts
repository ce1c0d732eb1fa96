/** Labels, headings and tags by which people and frameworks name the parts of a prompt, in several languages. */

const QUESTION_WORDS =
  'question|user question|query|user query|task|request|q|frage|aufgabe|anfrage|pregunta|consulta|tarea|question posée|tâche|domanda|compito|pergunta|tarefa|vraag|вопрос|задача|запрос|задание|问题|提问|任务|質問|質問文|問い|問題|질문|과제|سؤال|السؤال|प्रश्न|soru|pytanie';
const CONTEXT_WORDS =
  'context|contexts|documents?|docs|passages?|sources?|text|article|background|data|input|transcript|meeting transcript|search results|retrieved documents|reference|references|information|knowledge base|content|kontext|dokumente?|texte?|artikel|quellen|hintergrund|daten|contexto|documentos?|texto|artículo|fuentes|datos|contexte|documents|contesto|documenti|testo|контекст|документы?|текст|статья|источники|данные|上下文|背景|文档|资料|文本|文章|参考|参考资料|コンテキスト|文脈|資料|본문|문맥|컨텍스트|문서';
const INSTRUCTION_WORDS =
  'instructions?|system|rules|guidelines|requirements|output format|format|role|anweisung(?:en)?|regeln|hinweise|instrucciones?|reglas|istruzioni|instruções|consignes|règles|инструкци[яи]|правила|要求|指令|说明|指示|규칙|지시';
const ANSWER_WORDS =
  'answer|your answer|final answer|response|reply|assistant|output|antwort|respuesta|réponse|risposta|resposta|antwoord|ответ|回答|答案|答え|답변|답|الجواب';

/** The part of a prompt that a marker opens. */
export type Section = 'question' | 'context' | 'instruction' | 'answer';

const SECTIONS: readonly (readonly [Section, string])[] = [
  ['question', QUESTION_WORDS],
  ['context', CONTEXT_WORDS],
  ['instruction', INSTRUCTION_WORDS],
  ['answer', ANSWER_WORDS],
];

const alternatives = SECTIONS.map(([section, words]) => `(?<${section}>${words})`).join('|');

/** `Question:`, `**Frage:**`, `问题：` at a line's start; the label and its colon are the match. */
const LABEL = new RegExp(
  `^\\s{0,3}(?:>\\s*)?(?:\\*\\*|__)?(?:${alternatives})(?:\\*\\*|__)?\\s*[:：](?:\\*\\*|__)?`,
  'iu',
);

/**
 * `## Context`, `### Your question`, or a line of its own in capitals with rules: `=== QUESTION ===`. For lines without
 * the blanks at their end, so that no two parts of the pattern share a run of blanks.
 */
const HEADING = new RegExp(
  `^\\s{0,3}(?:#{1,6}\\s+|[=*_-]{2,}\\s*)(?:the |your |my |die |ihre |la |el )?(?:${alternatives})(?:\\s*[:：])?(?:\\s*(?:#+|[=*_-]+))?$`,
  'iu',
);

/** `<question>`, `<user_query>`, `<context id="1">`. */
const TAG = new RegExp(`^\\s*<(?:user_?|the_?)?(?:${alternatives})(?:\\s[^<>]*)?>`, 'iu');

/** `</question>`, `</context>` at the end of a section, with the blanks around it. */
const CLOSING_TAG = new RegExp(`\\s*</(?:user_?|the_?)?(?:${alternatives})\\s*>\\s*$`, 'iu');

/** No closing tag is longer, blanks around it included. */
const LONGEST_CLOSING = 120;

/** Offset at which a section's closing tag begins, blanks before it included; the text's length when it has none. */
export function closingTagStart(text: string): number {
  const edge = Math.max(0, text.length - LONGEST_CLOSING);
  const match = CLOSING_TAG.exec(text.slice(edge));
  return match === null ? text.length : edge + match.index;
}

/** What a line opens by its marker, where the text after the marker starts, and how strongly it speaks. */
export interface Marker {
  readonly section: Section;
  /** Characters of the line up to the end of the marker. */
  readonly length: number;
  readonly form: 'label' | 'heading' | 'tag';
}

function sectionOf(groups: Record<string, string | undefined> | undefined): Section | undefined {
  return SECTIONS.find(([section]) => groups?.[section] !== undefined)?.[0];
}

/** The marker at the start of a line, if there is one. */
export function markerOf(line: string): Marker | undefined {
  const head = line.slice(0, 160);
  const heading = HEADING.exec(head.trimEnd());
  for (const [form, match, length] of [
    ['tag', TAG.exec(head), undefined],
    ['heading', heading, head.length],
    ['label', LABEL.exec(head), undefined],
  ] as const) {
    const section = sectionOf(match?.groups);
    if (match && section) return { section, length: length ?? match[0].length, form };
  }
  return undefined;
}

/** Words that open a question, or an order to do something with a text, in several languages. */
const ASKING =
  /^(?:[-*>"'“„«¿(\s]*)(?:(?:and|also|please|now|so|then|bitte|und|por favor|пожалуйста|请|請)[,\s]*)?(?:who|whose|whom|what|what's|when|where|which|why|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|tell me|list|name|find|give|explain|describe|compare|summari[sz]e|extract|identify|translate|rewrite|write|answer|according to|in which|in what|on what|for what|from which|of which|at what|by whom|to what|wer|wen|wem|wessen|was|wann|wo|woher|wohin|welche[rsnm]?|warum|wieso|weshalb|wie|wieviele?|womit|wodurch|nenne|erkläre|beschreibe|fasse|finde|vergleiche|quién(?:es)?|qué|cuándo|dónde|cuál(?:es)?|cuánt[oa]s?|cómo|por qué|a qué|de qué|en qué|resume|explica|enumera|qui|que|quoi|quand|où|quel(?:le)?s?|pourquoi|comment|combien|résume[rz]?|expliquez?|chi|cosa|che cosa|quando|dove|quale|quali|perché|come|quant[oaie]|quem|onde|qual|quais|por que|como|wie|waar|wanneer|welke?|waarom|hoe|кто|кого|кому|что|чего|когда|где|куда|откуда|как(?:ой|ая|ое|ие|ого|их)?|почему|зачем|сколько|чей|чем|назови(?:те)?|объясни(?:те)?|опиши(?:те)?|перечисли(?:те)?|什么|谁|何时|哪|为什么|怎|如何|多少|几|请问|总结|概括|列出|解释|誰|何|いつ|どこ|なぜ|どう|どの|要約)(?![\p{L}\p{M}])/iu;

const ASKING_UNSPACED =
  /(?:什么|说出|谁|誰|哪|为何|为什么|怎么|怎样|如何|多少|几[个年种]|吗|呢|何时|是否|总结|概括|なぜ|どこ|どの|いつ|何|ですか|ますか|까\s*$|무엇|누구|언제|어디|몇)/u;

/** Cues of a line that says how to treat the text that follows or precedes it. */
const INSTRUCTING =
  /\b(?:answer|respond|reply|use only|using|based on|below|above|following|given|read|extract|write|provided|you are|your task|summari[sz]e|do not|don't|only use|if (?:you|the answer))\b|\b(?:beantworte|antworte|verwende|nutze|basierend|folgende[nrsm]?|untenstehend|obige[nrsm]?|lies den|lies die|du bist|responde|contesta|utiliza|siguientes?|basándote|lee el|lee los|eres un|réponds|répondez|suivants?|ci-dessous|en utilisant)\b|(?<!\p{L})(?:ответь|ответьте|используя|используй|следующ|прочитай|ниже|на основе)|(?:请|根据|以下|下面|阅读|回答|使用|以下の|次の|읽고|다음)/iu;

const QUESTION_MARK = /[?？؟;]["'”’»)\]）」]*\s*$/u;

/** Whether a text ends with a question mark (Greek's looks like a semicolon, and counts only after Greek). */
export function endsAsQuestion(text: string): boolean {
  const tail = text.slice(-40);
  if (!QUESTION_MARK.test(tail)) return false;
  return !/;["'”’»)\]）」]*\s*$/u.test(tail) || /\p{sc=Greek};["'”’»)\]]*\s*$/u.test(tail);
}

/** Whether a text opens like a question or an order. */
export const opensAsQuestion = (text: string): boolean =>
  ASKING.test(text.slice(0, 80)) || ASKING_UNSPACED.test(text.slice(0, 200));

/** Whether a short text speaks about how to answer. */
export const instructs = (text: string): boolean => INSTRUCTING.test(text.slice(0, 600));
