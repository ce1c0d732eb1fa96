import { answerTypeOf, holdsAnswerType } from '../question/answer-type.js';
import { isStopTerm } from '../question/stop-words.js';
import type { Unit } from '../text/unit.js';
import { indexTerms } from '../text/words.js';
import { bridgeScores, hopTerms, soleHolders } from './second-hop.js';
import { bm25, indexGroups, indexTexts, termsOf, type TermIndex } from './term-index.js';
import type { ScoringWeights } from './weights.js';

/** Units with their scores and what the selection needs to see repetition. */
export interface ScoredUnits {
  readonly scores: Float64Array;
  readonly index: TermIndex;
  /** The largest share (0 to 1) of the question's own words that one unit holds: low means nothing to go by. */
  readonly queryMatch: number;
}

/** A question's grammar ("how many", "was") counts this much beside its own words, so that phrases still help. */
const STOP_WORD_WEIGHT = 0.3;

/** Longer paragraphs (transcripts, lists) are scored in runs of this many units. */
const GROUP_UNITS = 12;

/** A match's glow fades by this with every unit of distance, and is a little weaker on the units before it. */
const NEIGHBOUR_DECAY = 0.4;
const NEIGHBOUR_REACH = 4;
const BEFORE_SHARE = 0.8;

/** Only this many characters of a unit are searched for answers, lest one giant unit takes all the time. */
const LONGEST_LOOK = 2_000;

/** Different words that make a unit substantial. */
const SUBSTANTIAL_TERMS = 10;

function scaled(values: Float64Array): Float64Array {
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  return largest > 0 ? values.map((value) => value / largest) : values;
}

/** The question's terms and their weights. A question made of grammar only is taken as it is. */
function queryTerms(
  question: string,
  index: TermIndex,
): { known: Map<number, number>; content: Set<string> } {
  const all = new Set(indexTerms(question));
  const content = new Set([...all].filter((term) => !isStopTerm(term)));
  const known = new Map<number, number>();
  for (const term of all) {
    const number = index.numbers.get(term);
    if (number !== undefined) known.set(number, content.has(term) ? 1 : STOP_WORD_WEIGHT);
  }
  return { known, content };
}

function bestCoverage(index: TermIndex, content: ReadonlySet<string>): number {
  if (content.size === 0) return 0;
  const wanted = new Set(
    [...content].map((term) => index.numbers.get(term)).filter((term) => term !== undefined),
  );
  let best = 0;
  for (let text = 0; text < index.texts; text += 1) {
    let found = 0;
    for (const term of termsOf(index, text)) if (wanted.has(term)) found += 1;
    best = Math.max(best, found);
  }
  return best / content.size;
}

/** Numbers the groups that units are scored in: paragraphs, long ones (transcripts, lists) in runs of a few units. */
function groupUnits(units: readonly Unit[], size: number): number[] {
  const groups: number[] = [];
  let group = -1;
  let inGroup = 0;
  units.forEach(({ paragraph }, at) => {
    const opens = units[at - 1]?.paragraph !== paragraph;
    if (at === 0 || opens || inGroup >= size) {
      group += 1;
      inGroup = 0;
    }
    inGroup += 1;
    groups.push(group);
  });
  return groups;
}

function neighbourScores(own: Float64Array, units: readonly Unit[]): Float64Array {
  return own.map((_, at) => {
    const near = (other: number, share: number) =>
      units[other]?.paragraph === units[at]?.paragraph ? share * (own[other] ?? 0) : 0;
    let best = 0;
    for (let away = 1, share = 1; away <= NEIGHBOUR_REACH; away += 1, share *= NEIGHBOUR_DECAY) {
      best = Math.max(best, near(at - away, share), near(at + away, share * BEFORE_SHARE));
    }
    return best;
  });
}

function centrality(index: TermIndex): Float64Array {
  const half = index.texts / 2;
  const logarithms = Float64Array.from(index.documentFrequency, (frequency) =>
    frequency > 1 && frequency < half ? Math.log(frequency) : 0,
  );
  return Float64Array.from({ length: index.texts }, (_, text) => {
    const terms = termsOf(index, text);
    let sum = 0;
    for (const term of terms) sum += logarithms[term] ?? 0;
    return sum / Math.sqrt(terms.length + 5);
  });
}

/** Scores units against a question. Linear in the text's length. */
export function scoreUnits(
  text: string,
  units: readonly Unit[],
  question: string,
  weights: ScoringWeights,
  active?: readonly boolean[],
): ScoredUnits {
  const texts = units.map(({ start, end, kind }, at) =>
    kind === 'structure' || active?.[at] === false ? '' : text.slice(start, end),
  );
  const index = indexTexts(texts);
  const paragraphs = groupUnits(units, GROUP_UNITS);
  const groups = indexGroups(index, paragraphs, (paragraphs.at(-1) ?? 0) + 1);
  const { known, content } = queryTerms(question, index);
  const own = scaled(bm25(index, known));
  const group = scaled(bm25(groups, known));
  const near = neighbourScores(own, units);
  const first = own.map((score, at) => score + weights.paragraph * (group[paragraphs[at] ?? 0] ?? 0));
  const hopQuery = hopTerms(index, texts, first, known);
  const hop = scaled(bm25(index, hopQuery));
  const contentNumbers = new Set([...content].flatMap((term) => index.numbers.get(term) ?? []));
  const bridge = scaled(bridgeScores(index, units, texts, own, contentNumbers));
  const sole = soleHolders(index, first, contentNumbers);
  const central = scaled(centrality(index));
  const type = answerTypeOf(question);
  const scores = own.map((score, at) => {
    const leads =
      at === 0 || units[at - 1]?.paragraph !== units[at]?.paragraph || units[at - 1]?.kind === 'title';
    return (
      weights.sentence * score +
      weights.paragraph * (group[paragraphs[at] ?? 0] ?? 0) +
      weights.neighbour * (near[at] ?? 0) +
      weights.secondHop * (hop[at] ?? 0) +
      weights.bridge * (bridge[at] ?? 0) +
      weights.soleHolder * (sole[at] ?? 0) +
      weights.underTitle * (own[units[at]?.title ?? -1] ?? 0) +
      weights.substance * Math.min(1, termsOf(index, at).length / SUBSTANTIAL_TERMS) +
      weights.centrality * (central[at] ?? 0) +
      (leads ? weights.lead : 0) +
      (holdsAnswerType(type, (texts[at] ?? '').slice(0, LONGEST_LOOK)) ? weights.answerType : 0)
    );
  });
  return { scores, index, queryMatch: bestCoverage(index, content) };
}
