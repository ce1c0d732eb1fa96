import { indexTerms } from '../text/words.js';

/** The terms of a list of texts, numbered, with what BM25 needs. */
export interface TermIndex {
  /** For each text its distinct terms' numbers and how often each occurs. */
  readonly terms: readonly Uint32Array[];
  readonly counts: readonly Uint16Array[];
  /** Terms in each text, repetitions included. */
  readonly lengths: Uint32Array;
  /** In how many texts each term occurs. */
  readonly documentFrequency: Uint32Array;
  readonly numbers: ReadonlyMap<string, number>;
  readonly averageLength: number;
}

/** Indexes texts. Linear in their length. */
export function indexTexts(texts: readonly string[]): TermIndex {
  const numbers = new Map<string, number>();
  const frequency: number[] = [];
  const terms: Uint32Array[] = [];
  const counts: Uint16Array[] = [];
  const lengths = new Uint32Array(texts.length);
  texts.forEach((text, index) => {
    const tally = new Map<number, number>();
    for (const term of indexTerms(text)) {
      let number = numbers.get(term);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(term, number);
        frequency.push(0);
      }
      tally.set(number, (tally.get(number) ?? 0) + 1);
      lengths[index] = (lengths[index] ?? 0) + 1;
    }
    for (const number of tally.keys()) frequency[number] = (frequency[number] ?? 0) + 1;
    terms.push(Uint32Array.from(tally.keys()));
    counts.push(Uint16Array.from(tally.values()));
  });
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return {
    terms,
    counts,
    lengths,
    documentFrequency: Uint32Array.from(frequency),
    numbers,
    averageLength: Math.max(1, total / Math.max(1, texts.length)),
  };
}

/** The index of groups of texts (the paragraphs that sentences make up), from the sentences' own index. */
export function indexGroups(index: TermIndex, groupOf: ArrayLike<number>, groups: number): TermIndex {
  const tallies = Array.from({ length: groups }, () => new Map<number, number>());
  const lengths = new Uint32Array(groups);
  index.terms.forEach((terms, text) => {
    const group = groupOf[text] ?? 0;
    const tally = tallies[group];
    lengths[group] = (lengths[group] ?? 0) + (index.lengths[text] ?? 0);
    terms.forEach((term, at) => tally?.set(term, (tally.get(term) ?? 0) + (index.counts[text]?.[at] ?? 0)));
  });
  const documentFrequency = new Uint32Array(index.documentFrequency.length);
  for (const tally of tallies) {
    for (const term of tally.keys()) documentFrequency[term] = (documentFrequency[term] ?? 0) + 1;
  }
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return {
    terms: tallies.map((tally) => Uint32Array.from(tally.keys())),
    counts: tallies.map((tally) => Uint16Array.from(tally.values())),
    lengths,
    documentFrequency,
    numbers: index.numbers,
    averageLength: Math.max(1, total / Math.max(1, groups)),
  };
}

/** Inverse document frequency as in BM25 (Robertson and Spärck Jones, with Lucene's +1 that keeps it positive). */
export function inverseFrequency(index: TermIndex, term: number): number {
  const frequency = index.documentFrequency[term] ?? 0;
  return Math.log(1 + (index.terms.length - frequency + 0.5) / (frequency + 0.5));
}

/** BM25's usual constants (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"). */
const K1 = 1.2;
const B = 0.75;

/** BM25 of every text against weighted terms. */
export function bm25(index: TermIndex, query: ReadonlyMap<number, number>): Float64Array {
  const weight = new Float64Array(index.documentFrequency.length);
  for (const [term, share] of query) weight[term] = share * inverseFrequency(index, term);
  return Float64Array.from(index.terms, (terms, text) => {
    const norm = K1 * (1 - B + (B * (index.lengths[text] ?? 0)) / index.averageLength);
    let score = 0;
    for (let at = 0; at < terms.length; at += 1) {
      const share = weight[terms[at] ?? 0] ?? 0;
      if (share === 0) continue;
      const count = index.counts[text]?.[at] ?? 0;
      score += (share * count * (K1 + 1)) / (count + norm);
    }
    return score;
  });
}
