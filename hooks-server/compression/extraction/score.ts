import { answerTypeOf, holdsAnswerType } from '../question/answer-type.js';
import { isStopTerm } from '../question/stop-words.js';
import type { Unit } from '../text/unit.js';
import { indexTerms } from '../text/words.js';
import { bm25, indexGroups, indexTexts, inverseFrequency, termsOf, type TermIndex } from './term-index.js';
import type { ScoringWeights } from './weights.js';

/** Units with their scores and what the selection needs to see repetition. */
export interface ScoredUnits {
  readonly scores: Float64Array;
  readonly index: TermIndex;
  /** The largest share (0 to 1) of the question's own words that one unit holds: low means nothing to go by. */
  readonly queryMatch: number;
}

/** Words of a question that count fully; its grammar counts this much, so that phrases still help a little. */
const STOP_WORD_WEIGHT = 0.1;

/** Units that lend their words to the second hop, and words taken from them. */
const HOP_UNITS = 4;
const HOP_TERMS = 24;

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

function neighbourScores(own: Float64Array, units: readonly Unit[]): Float64Array {
  return own.map((_, at) => {
    const near = (other: number, share: number) =>
      units[other]?.paragraph === units[at]?.paragraph ? share * (own[other] ?? 0) : 0;
    return Math.max(near(at - 1, 1), near(at + 1, 0.8), near(at - 2, 0.4), near(at + 2, 0.3));
  });
}

/** Words of the best units that the question does not have: rare ones, from the units that answer it best. */
function hopTerms(
  index: TermIndex,
  first: Float64Array,
  query: ReadonlyMap<number, number>,
): Map<number, number> {
  const best = Array.from(first.keys())
    .sort((a, b) => (first[b] ?? 0) - (first[a] ?? 0) || a - b)
    .slice(0, HOP_UNITS);
  const weights = new Map<number, number>();
  for (const unit of best) {
    for (const term of termsOf(index, unit)) {
      const frequency = index.documentFrequency[term] ?? 0;
      if (query.has(term) || frequency < 2 || frequency > index.texts / 4) continue;
      weights.set(term, (weights.get(term) ?? 0) + (first[unit] ?? 0));
    }
  }
  const value = ([term, weight]: [number, number]) => weight * inverseFrequency(index, term);
  return new Map([...weights].sort((a, b) => value(b) - value(a) || a[0] - b[0]).slice(0, HOP_TERMS));
}

function centrality(index: TermIndex): Float64Array {
  const half = index.texts / 2;
  return Float64Array.from({ length: index.texts }, (_, text) => {
    const terms = termsOf(index, text);
    let sum = 0;
    for (const term of terms) {
      const frequency = index.documentFrequency[term] ?? 0;
      if (frequency > 1 && frequency < half) sum += Math.log(frequency);
    }
    return sum / Math.sqrt(terms.length + 5);
  });
}

/** Scores units against a question. Linear in the text's length. */
export function scoreUnits(
  text: string,
  units: readonly Unit[],
  question: string,
  weights: ScoringWeights,
): ScoredUnits {
  const texts = units.map(({ start, end, kind }) => (kind === 'structure' ? '' : text.slice(start, end)));
  const index = indexTexts(texts);
  const paragraphs = units.map(({ paragraph }) => paragraph);
  const groups = indexGroups(index, paragraphs, (paragraphs.at(-1) ?? 0) + 1);
  const { known, content } = queryTerms(question, index);
  const own = scaled(bm25(index, known));
  const group = scaled(bm25(groups, known));
  const near = neighbourScores(own, units);
  const first = own.map((score, at) => score + weights.paragraph * (group[paragraphs[at] ?? 0] ?? 0));
  const hop = scaled(bm25(index, hopTerms(index, first, known)));
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
      weights.centrality * (central[at] ?? 0) +
      (leads ? weights.lead : 0) +
      (holdsAnswerType(type, texts[at] ?? '') ? weights.answerType : 0)
    );
  });
  return { scores, index, queryMatch: bestCoverage(index, content) };
}
