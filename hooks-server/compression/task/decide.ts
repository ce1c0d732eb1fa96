import type { TextRange } from '../text/fences.js';
import { anchorsOf } from './anchors.js';
import { disguisedTask } from './disguised.js';
import { asks, asksYesOrNo, opensAsking } from './interrogatives.js';
import { EXTREME, ORDERS, PRESENCE, QUESTION_BLOCKS, WHOLE_TEXT } from './vocabulary.js';
import {
  framesOnly,
  hasChoices,
  hasExamples,
  hasQuestionList,
  isRule,
  isRuleBlock,
  orderAtEdge,
} from './signs.js';
import { orderSentences, type OrderSentence } from './order.js';
import { shapeOf, type Shape } from './shape.js';
import type { Task } from './task.js';
import type { WordPattern } from './words.js';

/** What a request is, and the strings that a look-up over rows has to find. */
export interface TaskDecision {
  readonly task: Task;
  /** Set for look-ups over rows, records and log lines: names and values of the question that stand in the text. */
  readonly anchors: readonly string[];
  /** Whether the material is what several people said. */
  readonly meeting: boolean;
  /** Whether the material is a document with sections and clauses rather than loose passages. */
  readonly structured: boolean;
}

const only = (task: Task): TaskDecision => ({ task, anchors: [], meeting: false, structured: false });

/** An order longer than this (characters) is no mere question any more. */
const LONGEST_ORDER = 1_200;

/** What keeps one sentence of the order from being part of a look-up; undefined when nothing does. */
function taskOfStatement({ text, labelled }: OrderSentence): Task | undefined {
  if (framesOnly(text)) return undefined;
  const [found] = ORDERS.find(([, pattern]) => pattern.test(text)) ?? [];
  if (found === undefined || labelled) return undefined;
  return found;
}

const FRAME =
  /\b(?:according to|based on|from|in|per|using|given|as stated in|as described in) (?:the|this|these|my|our) (?:above |following |given |provided )?(?:text|passage|article|document|documents|context|passages|sources|information|report|paper|contract|agreement|manual|docs|documentation|page|policy)(?: above| below)?,?|\b(?:laut|gemäß|nach) (?:dem|diesem|der|den) (?:text|artikel|dokument|abschnitt|vertrag|dokumenten)|según (?:el|este|los) (?:texto|artículo|documento|documentos|contexto|pasaje)|(?:selon|d['’]après) (?:le|ce|les|l['’]) ?(?:texte|article|document|documents|passage|contexte)|(?:de acordo com|segundo) (?:o|este|os) (?:texto|artigo|documento|contexto)|secondo (?:il|questo|l['’]) ?(?:testo|articolo|documento|contesto)|volgens (?:de|het|deze) (?:tekst|artikel|document)|согласно (?:тексту|статье|документу)|根据(?:上文|文章|文中|以上内容|上述内容|资料|文本)[，,]?|(?:本文|文章|文書)によると|(?:본문|글|문서)에 따르면/giu;

function taskOfQuestion(sentence: string, { isRetrieved }: OrderInput): Task | undefined {
  const bare = NO_ORDERS.reduce((text, pattern) => text.replace(pattern, ' '), sentence);
  const [found] = QUESTION_BLOCKS.find(([, pattern]) => pattern.test(bare)) ?? [];
  const disguised = found ?? disguisedTask(bare);
  if (disguised !== undefined) return disguised;
  if (WHOLE_TEXT.test(bare) || ABOUT.test(bare)) return 'transformation';
  if (DEICTIC.test(bare)) return 'unclear';
  if ((severalAsked(bare) && !isRetrieved()) || EXISTS.test(bare)) return 'aggregation';
  if (asksYesOrNo(bare) && PRESENCE.test(bare)) return 'aggregation';
  // A request in the form of a question, and an order with a question word in it.
  if (!opensAsking(bare)) return ORDERS.find(([, pattern]) => startsWith(pattern, bare))?.[0];
  return undefined;
}

/** Korean says "after that" with the word for "the following". */
const AFTERWARDS = /(?<=\p{L} ?)다음에(?:는|도)?(?=\s)/gu;

/** How something is done with a list, and nothing out of one. */
const SOME_LIST =
  /(?<=^\W*(?:how|where|when|why) .*?\b(?:a|an|the|my|your|this)) (?:\p{L}+ ){0,2}lists?\b(?! of)/iu;

/** Codes that are values: of states, countries, errors. */
const VALUE_CODE =
  /\b(?:status|error|exit|return|response|country|area|postal|zip|post|currency|language|promo|discount|access|http) ?codes?\b|(?:상태|오류|에러|응답|반환|우편|국가|할인|종료) ?코드|(?:레|바|유니|QR ?)코드|(?<!(?:이|위|아래|다음|그) )코드(?=(?:는|은|인가요|입니까|이에요|예요)[\s?？.]*$)|(?:状态|錯誤|错误|返回|邮政|国家|响应)代?码|(?:ステータス|エラー|終了|郵便|国)コード|\bcódigos? (?:de )?(?:estado|error|erro|postal|área|respuesta|resposta|status)|\bcodes? (?:d['’e] ?)?(?:état|erreur|postal|statut|retour)|\bcodic[ei] (?:di )?(?:stato|errore|postale)|код\p{L}* (?:состояния|ошибки|ответа|страны)/giu;

/** Where "all" goes with the verb it asks for nothing more than the verb does. */
const ALL_TOGETHER = /\ball (?=(?:make|are|were|have|share|do|did|can|belong|play|won)\b)/giu;

/** Phrases in which "all" counts nothing. */
const ALL_IDIOM =
  /\b(?:(?:it|them) )?all (?=(?:at once|in memory|in one go|over|along|alone|day|night|the time|the way)\b)|(?<=\b(?:at|after|above|first of|once and for) )all\b/giu;

/** The body of a message, for which Korean, Japanese and Chinese have the word for the text. */
const MESSAGE_BODY =
  /(?:요청|응답|메시지|메일|HTTP) ?본문|본문(?=이 (?:없는|비어|빈|있는))|(?:リクエスト|レスポンス|メール|メッセージ)の?本文|(?:请求|响应|請求|回應|邮件|郵件)正文/giu;

/** Words of a question that look like an order's and are none. */
const NO_ORDERS = [FRAME, ALL_TOGETHER, ALL_IDIOM, VALUE_CODE, SOME_LIST, AFTERWARDS, MESSAGE_BODY];

const ABOUT =
  /\b(?:about|über|sobre|de quoi|di cosa|waarover|о чём|о чем)\W*$|^\W*(?:worum|wovon|de qué|de quoi|di che|di cosa|waarover|о чём|о чем)\b/iu;
/** Somebody or something that only the material can have named. */
const DEICTIC =
  /^\W*(?:is|are|was|were|does|do|did|has|have|can|will) (?:this|these|those|it|he|she|they)\b|^\W*(?:\p{L}+['’]?\p{L}* ){1,2}(?:she|he|they|this|these)\b(?! (?:person|protagonist))/iu;
const EXISTS = /^\W*(?:is|are|was|were) there\b|^\W*any\b/iu;

/** "Which people are …", "What are the …": answered by several places as likely as by one. */
const PLURAL =
  /^\W*(?:(?:which|what) (?:are|were) (?:all |some of )?(?:the|their|its|your|our)\b|(?:which|what) (?:\p{L}+ ){0,2}?\p{Ll}+(?<![su]s|is|as|ew)s (?:are|were|have|do|did|can|could|must|should|may|does|was)\b|who are\b|who were\b|what kinds of|what types of|what sorts of)|^\W*(?:welche (?:\p{L}+ )?\p{L}+(?:n|s|e|en) (?:sind|waren|haben|gibt|werden)|was sind (?:die|alle)|wer sind)|^\W*(?:cuáles son|quiénes son|qué \p{L}+s (?:son|están|hay|tienen)|quels sont|quelles sont|qui sont|quais são|quem são|quali sono|chi sono|wat zijn|welke \p{L}+en (?:zijn|worden|hebben))/iu;

/** The same by the verb's number: "Which towns lie …", "Welche Orte liegen …", "Quelles villes ont …". */
const PLURAL_VERB =
  /^\W*(?:which \p{Ll}+(?<![su]|i)s \p{Ll}+(?<!s|ed)\b|welche (?:\p{L}+ )?\p{L}+ \p{Ll}+(?:en|ern|eln)\b|qu[eé] \p{L}+s \p{L}+[aeo]n\b|quel(?:le)?s \p{L}|quais \p{L}|quali \p{L}|welke \p{L}+(?:en|s) \p{L}+en\b|какие\b)/iu;
/** Whoever lacks something is found by looking at everybody. */
const NEGATED =
  /^\W*(?:which|who|what|welche[rsmn]?|wer|qué|quién|quel(?:le)?|qui|quale|chi|qual|quem|welke?|wie|кто|какой|какая|какое)\b(?=.*(?<!\p{L})(?:(?:has|have|had|with|on|in|of) no|without|never|kein(?:e[mnrs]?)?|ohne|nie|ningún|ninguna|sin|nunca|aucune?|sans|jamais|nessun[oa]?|senza|nenhuma?|sem|geen|zonder|нет|без)(?!\p{L}))/iu;

const severalAsked = (question: string): boolean =>
  [PLURAL, PLURAL_VERB, NEGATED].some((pattern) => pattern.test(question));

/** Whether a pattern is found where an order stands: within the first words. */
const startsWith = (pattern: WordPattern, text: string): boolean => {
  const found = pattern.search(text.trimStart());
  return found >= 0 && found <= FIRST_WORDS;
};
const FIRST_WORDS = 12;

interface OrderInput {
  readonly sentences: readonly OrderSentence[];
  /** Whether the material is passages under headers of their own, as retrieval gives them. */
  readonly isRetrieved: () => boolean;
}

function isQuestion({ text, asked }: OrderSentence, { isRetrieved }: OrderInput): boolean {
  if (framesOnly(text)) return false;
  if (asked && SEARCH_WORDS.test(text) && isRetrieved()) return true;
  return asks(text) && (asked || /[?？؟]/u.test(text) || opensAsking(text));
}

/** A line as it is typed into a search box: no capitals, no stop. */
const SEARCH_WORDS = /^[\p{Ll}\p{N}][\p{Ll}\p{N}\s'’"-]{15,200}$/u;

function taskOfOrder(input: OrderInput): { task?: Task; question: string } {
  let question = '';
  let questions = 0;
  for (const sentence of input.sentences) {
    const asksFor = isQuestion(sentence, input);
    if (asksFor) {
      questions += 1;
      question += `${sentence.text} `;
    }
    const task = asksFor ? taskOfQuestion(sentence.text, input) : taskOfStatement(sentence);
    if (task) return { task, question };
  }
  if (questions > 1) return { task: 'questions', question };
  if (questions === 0) return { task: 'unclear', question };
  return { question };
}

/** Shares of the material's characters from which it is more than prose with a little of it. */
const MUCH = 0.25;
const SOME_CODE = 0.3;
/** Fewer speakers, or turns with their times, are a chat, in which what is meant hangs on the turns around. */
const LEAST_SPEAKERS = 3;

const rowsIn = ({ share }: Shape): number =>
  share.item + share.table + share.log + share.json + share.config + share.data + share.short / 2;

/** How long something takes until something else is one fact, and no order among items. */
const withoutDeadline = (question: string): string =>
  DURATION.test(question) ? question.replace(/(?<!\p{L})(?:before|after|until|since)\b.*$/isu, '') : question;
const DURATION = /^\W*(?:how (?:long|soon|quickly|fast|much time)|when|by when|within)\b/iu;

/** What the material allows: rows, records and logs only where the question names what to find. */
function taskOfMaterial(shape: Shape, material: string, question: string): TaskDecision {
  const { share } = shape;
  if (share.diff > MUCH / 2 && share.diff + share.code > MUCH) return only('code');
  if (share.code + share.config > SOME_CODE && share.code > 0.1) return only('code');
  if (share.turn > MUCH && !isMeeting(shape)) return only('unclear');
  const rows = rowsIn(shape) > MUCH;
  if ((rows || shape.alike > MUCH) && EXTREME.test(question)) return only('aggregation');
  if (share.list > 2 * MUCH && EXTREME.test(withoutDeadline(question))) return only('aggregation');
  if (!rows)
    return shape.alike > MUCH
      ? only('unclear')
      : { ...only('lookup'), meeting: isMeeting(shape), structured: shape.markup > LEAST_MARKUP };
  if (share.config + share.table > MUCH && share.code > 0.05) return only('code');
  const anchors = anchorsOf(question, material);
  return anchors.length > 0 ? { ...only('lookup'), anchors } : only('unclear');
}

/**
 * Decides what a request is from its order's words, in the languages that are known, and from its structure. A pure
 * function of the text; whatever is not for certain a look-up is named for what it looks like, or `unclear`.
 */
export function decideTask(text: string, question: string, context: readonly TextRange[]): TaskDecision {
  if (hasExamples(text)) return only('few_shot');
  if (hasChoices(text)) return only('choice');
  if (hasQuestionList(text)) return only('questions');
  const atEdge = orderAtEdge(text, context);
  if (atEdge) return only(atEdge);
  const sentences = orderSentences(text, question, context);
  const material = context.map(({ start, end }) => text.slice(start, end)).join('\n');
  let known: Shape | undefined;
  // The dearest step, and most orders are told without it.
  const shape = () => (known ??= shapeOf(material));
  const isRetrieved = () => shape().passages >= LEAST_PASSAGES;
  const { task, question: asked } = taskOfOrder({ sentences, isRetrieved });
  if (task) return only(task);
  if (hasRules(sentences) || isRuleBlock(text, context)) return only('rules');
  return taskOfMaterial(shape(), material, asked);
}

const LEAST_PASSAGES = 3;

/** For each 1,000 characters. */
const LEAST_MARKUP = 0.5;

const isMeeting = ({ share, speakers, timed }: Shape): boolean =>
  share.turn > MUCH && speakers >= LEAST_SPEAKERS && timed <= MUCH;

/** More rules than these beside the question, and nothing says where the material begins. */
const MOST_RULES = 2;

function hasRules(sentences: readonly OrderSentence[]): boolean {
  const free = sentences.filter(({ labelled, text }) => !labelled && !framesOnly(text));
  const length = free.reduce((sum, { text }) => sum + text.length, 0);
  return length > LONGEST_ORDER || free.filter(({ text }) => isRule(text)).length > MOST_RULES;
}
