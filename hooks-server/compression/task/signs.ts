import type { TextRange } from '../text/fences.js';
import { markerOf } from '../question/markers.js';
import { documentHeader } from '../text/lines.js';
import { ORDERS } from './vocabulary.js';
import type { Task } from './task.js';
import { wordPattern } from './words.js';

/** How a look-up says where its answer is to come from, or what to do without one. */
const FRAMING =
  /^\W*(?:extract the (?:value|entry|answer) (?:corresponding|belonging|for|to|of)|(?:please )?(?:answer|respond to) (?:the|this|my|each|following|user)?\s?(?:following |user'?s? )?(?:question|query)|(?:please )?(?:use|using) (?:only )?(?:the|these)\b.{0,60}(?:context|documents?|passages?|information|text|sources?|excerpts?|search results)|(?:based|basing) (?:only |solely )?on|given the|read the|from the (?:context|documents?|passages?)|if (?:the|you|it|there|no)\b.{0,60}(?:answer|know|not|find|found|information)|answer (?:only |briefly|concisely|shortly|in|with|from|using|as|the)|be (?:concise|brief|short)|say (?:so|that|"|'|i )|here (?:is|are) (?:the|some|my|a)\b|(?:beantworte|antworte)|(?:nutze|verwende|benutze) (?:nur |ausschließlich )?(?:den|die|das|folgende)|(?:responde|contesta)|(?:réponds|répondez)|(?:rispondi)|(?:responda)|(?:beantwoord|antwoord)|(?:ответь|ответьте))|根据.{0,20}回答|回答(?:下面|以下|问题)|以下の.{0,12}(?:質問|文脈).{0,12}答え|다음.{0,16}질문에 답/iu;

/** Whether a sentence of the order only frames a look-up. One that also orders something else does not. */
export const framesOnly = (sentence: string): boolean =>
  FRAMING.test(sentence) &&
  !/\b(?:each|every|all|translate|summar\w*|rewrite|list|classify|questions below|questions above|following questions|last)\b/iu.test(
    sentence,
  );

const LAST_LABEL = /(?:^|\n)[ \t>*_]*([\p{L}\p{M}][\p{L}\p{M} _-]{0,24})[*_]*\s?[:：][*_]*[ \t]*$/u;
const EXAMPLE = wordPattern([
  'example, examples, for instance like, follow the pattern, same pattern, same format, same way, as above, like above, few-shot, demonstrations',
  'beispiel, beispiele, beispielen, ejemplo, ejemplos, exemple, exemples, exemplo, exemplos, esempio, esempi, voorbeeld, voorbeelden, пример, примеры, примерам, примеров, przykład*, örnek*, ví dụ',
  '示例, 例子, 样例, 范例, 例：, 例如下, 仿照, 例に, 例の, 例：, 例1, 예시, 예제, 예:, مثال, أمثلة, الأمثلة, उदाहरण',
]);

const escaped = (word: string) => word.replace(/[\\^$.*+?()[\]{}|-]/gu, String.raw`\$&`);

function timesAsLabel(text: string, label: string): number {
  return [...text.matchAll(new RegExp(String.raw`(?:^|\n)[ \t>*_]*${escaped(label)}[*_]*\s?[:：]`, 'giu'))]
    .length;
}

/** Two labels that take turns this often are examples. */
const LEAST_PAIRS = 3;

function alternates(text: string): boolean {
  const pair: string[] = [];
  let labels = 0;
  for (const [, name = ''] of text.matchAll(LABEL)) {
    const label = name.toLowerCase();
    if (labels < 2) pair.push(label);
    else if (label !== pair[labels % 2]) return false;
    labels += 1;
    if (labels === 2 && !pair.some((known) => EXAMPLE_LABELS.test(known))) return false;
  }
  return labels >= 2 * LEAST_PAIRS - 1;
}
const LABEL = /(?:^|\n)[ \t>*_]*([\p{L}\p{M}][\p{L}\p{M} _-]{0,20})[*_]*\s?[:：](?=[\s*_])/gu;
const EXAMPLE_LABELS = wordPattern([
  'q, a, question, answer, input, output, review, text, sentence, label, sentiment, category, class, ticket, user, email, message, query, intent, source, target, prompt, completion, en, de, fr, es, word, premise, hypothesis',
  'frage, antwort, eingabe, ausgabe, bewertung, kategorie, pregunta, respuesta, entrada, salida, question, réponse, entrée, sortie, pergunta, resposta, saída, domanda, risposta, vraag, antwoord, вопрос, ответ, ввод, вывод',
  '问, 答, 问题, 答案, 输入, 输出, 文本, 标签, 質問, 回答, 入力, 出力, 질문, 답변, 입력, 출력, سؤال, جواب, प्रश्न, उत्तर',
]);

/** The first and the last two lines of a message, where an order stands, as far as they are short. */
function edgeLines(text: string): string {
  const head = text
    .slice(0, 2 * LONGEST_LINE)
    .split('\n')
    .slice(0, 2);
  const tail = text
    .slice(-2 * LONGEST_LINE)
    .split('\n')
    .slice(-2);
  const short = [...head, ...tail].filter((line) => line.length <= LONGEST_LINE);
  return short.join('\n').replace(/https?:\S+|(?<!\S)\S+@\S+/gu, ' ');
}
const LONGEST_LINE = 300;

const ARROWS = ['->', '=>', '→', '⇒', '##>'];
const ARROW_LINE = /(?:^|\n)[^\n()]{1,200}(?:->|=>|→|⇒|#{2,}>)[^\n()]{0,200}/gu;

/** Whether a message teaches by examples and ends with the input to be treated like them. */
export function hasExamples(text: string): boolean {
  const tail = text.trimEnd();
  const label = LAST_LABEL.exec(tail.slice(-120))?.[1];
  if (label !== undefined && timesAsLabel(tail, label) >= 2) return true;
  if ((tail.match(/<(?:example|input|shot|sample|demo|beispiel|ejemplo)\b/giu)?.length ?? 0) >= 2)
    return true;
  if (ARROWS.some((arrow) => tail.includes(arrow)) && (tail.match(ARROW_LINE)?.length ?? 0) >= LEAST_PAIRS)
    return true;
  if (EXAMPLE.test(edgeLines(tail)) && /\n[^\n]{0,40}[:：]/u.test(tail)) return true;
  return alternates(tail);
}

/** Options stand in the last of a message, or right under the question that it begins with. */
const CHOICE_REGION = 2_000;
/** Numbered lines and clauses are common in any text: options by number need the words that say so. */
const LETTERS = ['ABC', 'abc', 'АБВ', 'абв', 'أبج', 'कखग', '가나다'];
const SIGNS = ['①②③', '甲乙丙', 'アイウ'];

const choiceMark = (mark: string, dash: string) =>
  new RegExp(String.raw`^(?:[-*]\s*)?[(\[（*_]*${mark}(?:[*_]*[).\]:、．）]|${dash})`, 'u');
const CHOICE_SETS = [
  ...LETTERS.map((set) => [...set].map((mark) => choiceMark(mark, String.raw`\s[-–]`))),
  ...SIGNS.map((set) => [...set].map((mark) => choiceMark(mark, ''))),
];
/** What every first option begins with. */
const FIRST_CHOICE = new RegExp(
  `^[-*\\s(\\[（_]*[${[...LETTERS, ...SIGNS].map((set) => [...set][0]).join('')}]`,
  'u',
);
const LONGEST_CHOICE = 240;
const INLINE_CHOICES =
  /(?:^|[\s(（])A[).:：．、）] ?[^\n]{1,200}?[\s(（]B[).:：．、）] ?[^\n]{1,200}?[\s(（]C[).:：．、）][^\n]{1,200}$/u;
const CHOICE_WORDS = wordPattern([
  'which of the following, which of these, choose the, choose from, choose between, select the, select one, pick one, pick the, the options, these options, options are, answer options, multiple choice, choose one, true or false',
  'wähle, auswahl, antwortmöglichkeit*, ankreuz*, opciones, elige, elija, selecciona, choisis, choisissez, cochez, opções, escolha, selecione, opzioni, scegli, scegliere, opties, kies, выбери*, выберите, вариант*, wybierz, seç, seçenek*, aşağıdakilerden, chọn, đáp án, pilih',
  '选择, 選擇, 选项, 選項, 单选, 多选, 下列哪, 以下哪, 選び, 選べ, 選択肢, 選択, 고르, 고르시오, 보기, 선택, اختر, الخيارات, चुन*, विकल्प',
]);

/** Whether a message gives options to choose from. */
export function hasChoices(text: string): boolean {
  const tail = text.slice(-CHOICE_REGION);
  const head = text.length > CHOICE_REGION ? text.slice(0, CHOICE_REGION) : '';
  const edges = edgeLines(text.trim());
  return (
    CHOICE_WORDS.test(edges) ||
    optionLines(tail) ||
    optionLines(head.slice(0, 1_000)) ||
    INLINE_CHOICES.test(edges)
  );
}

function optionLines(region: string): boolean {
  const lines = region
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isMarked = (at: number, mark: RegExp | undefined) => {
    const line = lines[at];
    return line !== undefined && line.length < LONGEST_CHOICE && mark?.test(line) === true;
  };
  return lines.some(
    (line, at) =>
      FIRST_CHOICE.test(line) &&
      !CLAUSE_END.test(line) &&
      CHOICE_SETS.some((set) => set.every((mark, next) => isMarked(at + next, mark))),
  );
}

/** Clauses of one sentence, as contracts have them, end with what joins them. */
const CLAUSE_END = /[;,](?: *(?:and|or|und|oder|y|o|et|ou|e|en|of|и|или))?$/u;

/** So many lines in a row that end in a question mark are a list of questions. */
const LEAST_QUESTIONS = 3;

/** A turn of somebody who asks, and no numbered question. */
const SPEAKER = /^\s*(?!(?:q|question|frage|pregunta|вопрос|问题)?\s*\d)[^?:：]{2,60}[:：] /iu;

/** Whether a message holds a list of questions. */
export function hasQuestionList(text: string): boolean {
  if ((text.match(/[?？؟]/gu)?.length ?? 0) < LEAST_QUESTIONS) return false;
  let row = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trimEnd();
    if (trimmed === '') continue;
    const asks = trimmed.length < 400 && /[?？؟]["'”’)\]]*$/u.test(trimmed) && !SPEAKER.test(trimmed);
    row = asks ? row + 1 : 0;
    if (row >= LEAST_QUESTIONS) return true;
  }
  return false;
}

const RULE =
  /^\W*(?:\d+[.)]\s*)?(?:answer|respond|reply|use|cite|do not|don't|never|always|keep|write|if (?:you|the|two|there|a|any)|only|you (?:are|must|should|will|can|have)|your (?:task|job|role|answer|reply)|be |avoid|return|output|make sure|ensure|remember|antworte|antworten|verwende|nenne|schreib|du bist|du sollst|sie sind|benutze|nutze|gib|vermeide|wenn (?:du|die|der|das|zwei)|niemals|nie|nur|immer|responde|usa|utiliza|cita|no \p{L}+s\b|nunca|siempre|eres|escribe|evita|si (?:no|dos|la|el)|réponds|répondez|utilise|citez|cite|ne |n'|toujours|jamais|tu es|vous êtes|évite|si (?:tu|vous|la|le|deux)|responda|não |sempre|você é|evite|se (?:não|a|o|você)|rispondi|non |sempre|sei |evita|se (?:non|il|la)|antwoord|gebruik|noem|je bent|vermijd|als (?:je|de|het|twee)|nooit|altijd|ответь|отвечай|используй|указывай|пиши|не |никогда|всегда|ты |вы |избегай|если|请|回答|使用|用.{1,6}回答|不要|必须|务必|你是|如果|不得|أجب|استخدم|لا |أنت|إذا|उत्तर|जवाब|आप एक|यदि|अगर)|(?:答えて|回答して|使用して|使って|しないで|してください|すること|답하세요|답변하세요|사용하세요|마세요|하십시오|करें|दें|न करें)[。.]?$/iu;

/** Whether a sentence tells the reader how to answer. */
export const isRule = (sentence: string): boolean => sentence.length < 240 && RULE.test(sentence);

/** A block of rules has at least this many, and they are this share of its sentences. */
const LEAST_RULES = 3;
const RULE_SHARE = 0.6;

function isBlockOfRules(paragraph: string): boolean {
  const sentences = paragraph
    .split(/(?<=[.!?。！？।])\s*(?=\P{Ll})|\n/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 3);
  const rules = sentences.filter(isRule).length;
  return rules >= LEAST_RULES && rules >= RULE_SHARE * sentences.length;
}

/** Paragraphs at either end of the material that may be the user's own rules. */
const EDGE_PARAGRAPHS = 3;

/** Whether rules of the user's own stand at an end of the material, unmarked. */
export function isRuleBlock(text: string, context: readonly TextRange[]): boolean {
  return context.some(({ start, end }) => {
    const head = text.slice(start, Math.min(end, start + 4_000)).split(/\n\s*\n/u);
    const tail = text.slice(Math.max(start, end - 4_000), end).split(/\n\s*\n/u);
    return [...head.slice(0, EDGE_PARAGRAPHS), ...tail.slice(-EDGE_PARAGRAPHS)].some(isBlockOfRules);
  });
}

/** Forms in which orders end where the verb stands last. */
const POLITE_END =
  /(?:ください|下さい|して|せよ|しろ|ましょう|주세요|하세요|하시오|해줘|해 줘|해라|세요|십시오|करें|कीजिए|करो|दें|दीजिए|दो|लिखें|बताएं|बताइए|(?<!\p{L})(?:edin|yapın|yap|et|ver|yaz))["'”’」]?\s*[。.!！:：]?$/u;
const POLITE_START =
  /^\W*(?:please|pls|kindly|can you|could you|would you|i (?:want|need|would like|'d like) (?:you )?to|bitte|kannst du|können sie|könntest du|könnten sie|por favor|puedes|podrías|s'il (?:te|vous) pla[iî]t|peux-tu|pouvez-vous|merci de|per favore|puoi|potresti|graag|kun je|kunt u|alsjeblieft|пожалуйста|можешь|прошу|请|請|麻烦|帮|把|将|من فضلك|رجاء|يرجى|कृपया|lütfen|proszę|vui lòng|hãy|tolong)/iu;

const EDGE = 400;

const PURPOSE = /^(?:to|um|para|pour|per|om|чтобы) \p{Ll}/iu;

/** What may stand before an order's verb: "Er ersetzte" tells of something. */
const NO_SUBJECT = /^(?:\p{L}[.):])?\P{L}*$/u;

/** An order's first words, or the whole of a short polite sentence. */
function ordersSomething(sentence: string): Task | undefined {
  const text = sentence.slice(markerOf(sentence)?.length ?? 0).trim();
  if (text.length > 300 || text === '' || documentHeader(sentence) > 0) return undefined;
  // What something is done for is said of a thing, and ordered of nobody.
  if (PURPOSE.test(text)) return undefined;
  const anywhere = POLITE_START.test(text) || (POLITE_END.test(text) && text.length < 120);
  const limit = anywhere ? text.length : 3;
  return ORDERS.find(([task, pattern]) => {
    if (task === 'aggregation' && !anywhere) return false;
    const found = pattern.search(text);
    return found >= 0 && found <= limit && (anywhere || NO_SUBJECT.test(text.slice(0, found)));
  })?.[0];
}

/** A heading of one or two words. */
const HEADING = /^\s*#{1,6}\s+\S+(?:\s+\S+)?\s*$/u;

/** The kind of order that stands at an end of the material, where none was looked for; undefined for none. */
export function orderAtEdge(text: string, context: readonly TextRange[]): Task | undefined {
  const parts = /(?<=[.!?。！？।])\s+|\n/u;
  const first = context[0];
  const last = context.at(-1);
  if (!first || !last) return undefined;
  const head = text
    .slice(first.start, Math.min(first.end, first.start + EDGE))
    .split(parts)
    .slice(0, 3);
  const tail = text
    .slice(Math.max(last.start, last.end - EDGE), last.end)
    .trimEnd()
    .split(parts)
    .slice(-2);
  // A document may be headed by what others order: `# Summary`.
  for (const sentence of [...head.filter((line) => !HEADING.test(line)), ...tail]) {
    const task = ordersSomething(sentence);
    if (task) return task;
  }
  return undefined;
}
