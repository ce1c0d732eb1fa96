import { lowerCase } from '../../unicode.js';
import { findSequence, followedBy, precededBy, type Hit } from './match.js';
import { rules, THEME_LIMIT, THEMES, type InjectionKind, type Rule } from './rules.js';
import { findCues } from './structure.js';
import { splitWords, type Words } from './tokens.js';

/** One reason to think a text an attack, and where it stands in that text. */
export interface Signal {
  readonly name: string;
  readonly kind: InjectionKind;
  /** Probability of attack that this signal alone stands for, after discounts. */
  readonly weight: number;
  readonly start: number;
  readonly end: number;
}

/** A negated order ("do not ignore …") keeps this share of its weight. */
const NEGATED_SHARE = 0.2;
/** Talk about an attack keeps this share, quoted or not. */
const QUOTED_META_SHARE = 0.4;
const META_SHARE = 0.65;
/** An infinitive that somebody else said, or that is asked about, keeps this share. */
const REPORTED_SHARE = 0.5;

/** All signals of one text, the strongest of those that overlap within a kind. */
export function findSignals(text: string): Signal[] {
  const lower = lowerCase(text);
  const words = splitWords(text, lower);
  const found: Signal[] = findCues(text, lower, words);
  for (const rule of rules) {
    const best = strongest(text, words, rule, findSequence(words, rule.steps));
    if (best) found.push(best);
  }
  return withoutRepeats(addressed(text, words, found));
}

const WEAK = 0.5;
const SECOND_PERSON =
  /\b(?:you|your|du|dein\w*|sie|ihr|tu|vous|votre|usted|tú|lei|você|ты|вы|sen|siz|bạn)\b|你|您|あなた|आप|तुम/iu;

/** A jailbreak speaks to someone: a text about attacks that says "you" nowhere is about models, not to one. */
function addressed(text: string, words: Words, signals: readonly Signal[]): readonly Signal[] {
  const isDoubtful = ({ kind, weight }: Signal) => kind === 'jailbreak' && weight < WEAK;
  if (
    (words.positions.get('meta')?.length ?? 0) < 2 ||
    !signals.some(isDoubtful) ||
    SECOND_PERSON.test(text)
  ) {
    return signals;
  }
  return signals.map((signal) => (isDoubtful(signal) ? { ...signal, weight: signal.weight * 0.5 } : signal));
}

function strongest(text: string, words: Words, rule: Rule, hits: readonly Hit[]): Signal | undefined {
  let best: Signal | undefined;
  for (const hit of hits) {
    const weight = rule.weight * discount(text, words, rule, hit);
    if (best && best.weight >= weight) continue;
    const start = words.starts[hit.first] ?? 0;
    best = { name: rule.name, kind: rule.kind, weight, start, end: words.ends[hit.last] ?? start };
  }
  return best;
}

/** A request for instructions that are somebody else's keeps this share. */
const EVERYDAY_SHARE = 0.4;
/** An order to set aside instructions that are of something in the world keeps this share. */
const WORLDLY_SHARE = 0.25;

/** "the steps for the second drawer", "above the sink": what follows says whose they are, and it is not the model's. */
const COMPLEMENT =
  /^["”'’)\]]?[ \t]+(?:of|for|about|on|regarding|concerning|above|below|under|beside|behind|over|to (?:assembl|install|build|make|us|wash|bak|cook|play)\w*|über|für|zu[rm]?|sur|pour|sobre|para|per|su|voor|over|dla|для|о|об)[ \t]+(?!(?:the |this |our |my |that |all |your |any |der |dieser |la |el |le |cette |esta |questa )?(?:chat|conversation|prompt|context|session|message|system|text|beginning|start|assistant|model|chatbot|bot|ai|you|me|it|this|that|all|reference|security|safety|debugging|gespräch|unterhaltung|conversación|conversazione|conversa|разговор)\b)[\p{L}\p{N}]/iu;

/**
 * "the previous instructions for upgrading", "de tidigare instruktionerna om hyllan": what follows says that they are of something
 * in the world, and no word of it is of the model's.
 */
const OF_SOMETHING =
  /^["”'’)\]]?[ \t]+(?:(?:printed |written |given |shown |issued )?(?:of|for|about|on|regarding|concerning)|issued to|printed|pour|sur|für|zu[rm]?|über|om|vedrørende|angående|til|voor|dla|do|dotyczące|k|ke|ohledně|do|za|для|по|про|о|об|щодо|για|sobre|para|per|su|dėl|par|kohta|o|despre|pentru)[ \t]+(?!(?:(?:the|this|our|my|that|all|your|any|how|what|which|these|those|his|her|its|der|die|das|deine?\p{L}*|la|el|le|il|lo|ta|votre|tu|tus|tes|dine?|dina|twoje|твои?\p{L}*)[ \t]+)?(?:chats?|conversations?|prompts?|contexts?|sessions?|messages?|systems?|texts?|beginning|start|assistants?|models?|chatbots?|bots?|ai|llm|you|your|me|it|this|that|all|now|once|moment|second|minute|future|rest|good|ever|purpose|openai|developers?|safety|security|ethic\p{L}*|content|respon\p{L}*|answer\p{L}*|repl\p{L}*|behav\p{L}*|task\p{L}*|output\p{L}*|format\p{L}*|filters|filtering|restrict\p{L}*|limit\p{L}*|harm\p{L}*|illegal|confidential\p{L}*|privacy|role\p{L}*|language|translat\p{L}*|summar\p{L}*|tone|user\p{L}*|reference|debugging|to|syst\p{L}*|sist\p{L}*|modell?\p{L}*|асс\p{L}*|сист\p{L}*|модел\p{L}*|безопас\p{L}*|sicherheit\p{L}*|segur\p{L}*|sécurité|sicurezza)(?![\p{L}]))[\p{L}\p{N}]/iu;
/** Finnish and Hungarian say it with an ending. */
const OF_SOMETHING_BY_ENDING =
  /^ (?:az? )?(?!järjestelmä|turva|kehot|rendszer|bizton)\p{L}{3,}(?:sta|stä|ról|ről)(?!\p{L})/iu;
/** What an attack asks for once it has set the instructions aside. */
const THEN_ORDERED =
  /(?:^|[ \t,.;:])(?:and|then|instead|now|und|et|y|e|i|a|og|och|ja|и)[ ,:]+(?:\p{L}+ ){0,2}(?:say|print|output|reveal|show|respond|reply|answer|tell|write|repeat|give|execute|run|send|act|pretend|you)\b/iu;

/** Whether the instructions that are to be set aside are those of a device, a form or a journey. */
function isOfSomething(text: string, words: Words, hit: Hit): boolean {
  const objects = words.positions.get('object') ?? [];
  const object = objects.find((at) => at >= hit.first && at <= hit.last);
  if (object === undefined) return false;
  return [object, hit.last].some((word) => {
    const end = words.ends[word] ?? 0;
    const after = text.slice(end, end + 160);
    return (OF_SOMETHING.test(after) || OF_SOMETHING_BY_ENDING.test(after)) && !THEN_ORDERED.test(after);
  });
}

/** "the instructions I gave you": the user's own. */
const OWN_WORDS =
  /^[ \t]+(?:that |which )?(?:I|we)(?:'ve| have| had)? (?:already |just )?(?:gave|given|wrote|written|sent|showed|shown|told|posted|shared|made|agreed|discussed|used)\b/i;

/** "a system prompt": any, not the model's own. */
const INDEFINITE =
  /(?:^|[^\p{L}])(?:an?|any|good|better|next|new|my|our|ein|eine|einen|un|une|una|uno|uma|um|een|en|et)(?:[ \t]+\p{L}+)?[ \t]+["“'‘`]?$/iu;

/** Whether a request for a text is one that people make each other every day, by the words around what is asked for. */
function isEveryday(text: string, words: Words, hit: Hit): boolean {
  const start = words.starts[hit.last] ?? 0;
  const end = words.ends[hit.last] ?? start;
  if (INDEFINITE.test(text.slice(Math.max(0, start - 40), start))) return true;
  const after = [text.slice(end, end + 80), phraseTail(text, end)];
  return after.some((tail) => COMPLEMENT.test(tail) || OWN_WORDS.test(tail));
}

/** What follows the word after `end`: an entry of the lexicon may have two words, of which a hit knows the first. */
const phraseTail = (text: string, end: number) => text.slice(end, end + 100).replace(/^[ \t]+[\p{L}]+/u, '');

function discount(text: string, words: Words, rule: Rule, hit: Hit): number {
  if (rule.mayBeKept) return keptShare(words, hit);
  if (rule.name === 'you-are-now' && ENTERED.test(beginningOf(text, words, hit))) return EVERYDAY_SHARE;
  const said = asSaid(text, words, rule, hit);
  if (rule.asksForText && isEveryday(text, words, hit)) return said * EVERYDAY_SHARE;
  if (rule.kind === 'instruction-override' && isOfSomething(text, words, hit)) return said * WORLDLY_SHARE;
  return said;
}

const beginningOf = (text: string, words: Words, { first }: Hit) =>
  text.slice(words.starts[first] ?? 0, (words.starts[first] ?? 0) + 48);

/** "You are now connected to …": what shells, databases and web sites say to who comes in. */
const ENTERED =
  /^you(?: are|'re|’re) now (?:(?:connected|logged|signed|subscribed|registered|enrolled|viewing|leaving)\b|root[.,;\n]|in (?:single-user|maintenance|read-only|rescue|safe|insert) mode)/i;

/** "Follow the policies of …" is an operator's word; "do not follow" them is none, and neither is an attack's "they are void". */
function keptShare(words: Words, { first }: Hit): number {
  const isKept = precededBy(words, 'adhere', first, 4);
  return isKept === precededBy(words, 'not', first, 6) ? 1 : NEGATED_SHARE;
}

function asSaid(text: string, words: Words, rule: Rule, hit: Hit): number {
  const negated = rule.negatable && precededBy(words, 'not', hit.first, 3) ? NEGATED_SHARE : 1;
  const reported = rule.negatable && isReported(text, words.starts[hit.first] ?? 0) ? REPORTED_SHARE : 1;
  const start = words.starts[hit.first] ?? 0;
  const isTold = isQuoted(text, start);
  const meta =
    precededBy(words, 'meta', hit.first, 10) || (isTold && followedBy(words, 'meta', hit.last, 12));
  if (!meta) return negated * reported;
  return negated * reported * (isTold ? QUOTED_META_SHARE : META_SHARE);
}

/** "said to forget", "how to ignore", "the clerk may ignore": no order to the reader, unlike "I want you to forget". */
const INFINITIVE = /\b(?:to|may|might|could|would|does|did|supersedes? and) $/i;
const ADDRESSED_INFINITIVE =
  /\b(?:(?:you|need|want|have|got|required|going|order|is|task|now) to|you (?:may|might|could|would)) $/i;
/** "Warning: overriding …", "it ignores …": told of something, not ordered. */
const DESCRIBED =
  /^(?:ignor|disregard|forgett?|overrid|overrul|supersed|replac|cancel|bypass|skipp|discard|dismiss|overlook|eras|dropp?|reset|wip)(?:ing|es|ed|s)\b|^supersede\b/i;
const ADDRESSED_DESCRIPTION = /\b(?:you(?:'re| are|r)?|by|start|begin|keep|try|and|,) $/i;

function isReported(text: string, start: number): boolean {
  const left = text.slice(Math.max(0, start - 16), start);
  if (DESCRIBED.test(text.slice(start, start + 16))) return !ADDRESSED_DESCRIPTION.test(left);
  return INFINITIVE.test(left) && !ADDRESSED_INFINITIVE.test(left);
}

const QUOTE = /["“”'‘’`«「]/;

function isQuoted(text: string, start: number): boolean {
  return QUOTE.test(text.slice(Math.max(0, start - 3), start));
}

/** Keeps of signals of one kind that overlap only the strongest: they are the same words seen by several rules. */
function withoutRepeats(signals: readonly Signal[]): Signal[] {
  const kept: Signal[] = [];
  for (const signal of [...signals].sort((a, b) => b.weight - a.weight)) {
    const repeats = kept.some(
      ({ kind, name, start, end }) =>
        name === signal.name || (kind === signal.kind && isRepeat(signal, start, end)),
    );
    if (!repeats) kept.push(signal);
  }
  return kept;
}

/** Jailbreak signals are cheap words that often stand close: only one inside a stronger one repeats it. */
function isRepeat({ kind, start, end }: Signal, strongerStart: number, strongerEnd: number): boolean {
  if (kind === 'jailbreak') return strongerStart <= start && end <= strongerEnd;
  return strongerStart < end && start < strongerEnd;
}

/** Signals that stand farther apart than this, in UTF-16 units, are not of one attack. */
const REACH = 1_500;

/** The probability that signals make together: of those that stand near each other, the most. */
export function totalScore(signals: readonly Signal[]): number {
  const sorted = [...signals].sort((a, b) => a.start - b.start);
  const last = sorted.at(-1);
  if (!last || last.start - (sorted[0]?.start ?? 0) <= REACH) return nearScore(sorted);
  return Math.max(
    ...sorted.map(({ start }, index) =>
      nearScore(sorted.slice(index).filter((other) => other.start - start <= REACH)),
    ),
  );
}

function nearScore(signals: readonly Signal[]): number {
  const isTheme = ({ kind, name }: Signal) => kind === 'jailbreak' && THEMES.has(name);
  const speaksToModel = signals.some((signal) => signal.kind === 'jailbreak' && !isTheme(signal));
  if (speaksToModel) return combine(signals.map(({ weight }) => weight));
  const others = signals.filter((signal) => !isTheme(signal)).map(({ weight }) => weight);
  const theme = combine(signals.filter(isTheme).map(({ weight }) => weight));
  return combine([...others, Math.min(THEME_LIMIT, theme)]);
}

/**
 * Several signals as one probability: 1 - product of (1 - weight), each further signal counting a little less, because
 * signals of one text are not independent.
 */
function combine(weights: readonly number[]): number {
  const sorted = [...weights].sort((a, b) => b - a);
  return 1 - sorted.reduce((rest, weight, index) => rest * (1 - Math.min(0.99, weight) * 0.93 ** index), 1);
}
