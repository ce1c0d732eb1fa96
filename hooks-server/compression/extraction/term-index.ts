import { words, type NumberedTerm } from '../text/words.js';

/** The terms of a list of texts, numbered, in rows one after the other, with what BM25 needs. */
export interface TermIndex {
  readonly texts: number;
  /** Text i's distinct terms are terms[offsets[i] .. offsets[i + 1]), and counts says how often each occurs. */
  readonly offsets: Uint32Array;
  readonly terms: Uint32Array;
  readonly counts: Uint16Array;
  /** Terms in each text, repetitions included. */
  readonly lengths: Uint32Array;
  /** In how many texts each term occurs. */
  readonly documentFrequency: Uint32Array;
  readonly numbers: ReadonlyMap<string, number>;
  readonly averageLength: number;
}

/** Collects rows of terms; `stamp` and `place` tell in constant time whether a row already has a term. */
function createRows() {
  const terms: number[] = [];
  const counts: number[] = [];
  const stamp: number[] = [];
  const place: number[] = [];
  const frequency: number[] = [];
  return {
    terms,
    counts,
    frequency,
    add(row: number, term: number, count: number): void {
      if (stamp[term] === row) {
        const at = place[term] ?? 0;
        counts[at] = (counts[at] ?? 0) + count;
        return;
      }
      stamp[term] = row;
      place[term] = terms.length;
      frequency[term] = (frequency[term] ?? 0) + 1;
      terms.push(term);
      counts.push(count);
    },
  };
}

function averageOf(lengths: Uint32Array): number {
  return Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length));
}

/** Tells the numbers of one index from those of the ones before. */
let nextSerial = 0;

/** Indexes texts. Linear in their length. */
export function indexTexts(texts: readonly string[]): TermIndex {
  const numbers = new Map<string, number>();
  const serial = nextSerial++;
  const number = (item: NumberedTerm) => {
    item.index = serial;
    item.number = numbers.get(item.term) ?? numbers.size;
    numbers.set(item.term, item.number);
  };
  const rows = createRows();
  const lengths = new Uint32Array(texts.length);
  const offsets = new Uint32Array(texts.length + 1);
  texts.forEach((text, row) => {
    let length = 0;
    words.read(text, (terms) => {
      for (const term of terms) {
        if (term.index !== serial) number(term);
        rows.add(row, term.number, 1);
      }
      length += terms.length;
    });
    lengths[row] = length;
    offsets[row + 1] = rows.terms.length;
  });
  return {
    texts: texts.length,
    offsets,
    terms: Uint32Array.from(rows.terms),
    counts: Uint16Array.from(rows.counts),
    lengths,
    documentFrequency: Uint32Array.from(rows.frequency),
    numbers,
    averageLength: averageOf(lengths),
  };
}

/** The index of groups of neighbouring texts (paragraphs), from their own index. `groupOf` ascends from 0. */
export function indexGroups(index: TermIndex, groupOf: ArrayLike<number>, groups: number): TermIndex {
  const rows = createRows();
  const lengths = new Uint32Array(groups);
  const offsets = new Uint32Array(groups + 1);
  for (let text = 0; text < index.texts; text += 1) {
    const group = groupOf[text] ?? 0;
    lengths[group] = (lengths[group] ?? 0) + (index.lengths[text] ?? 0);
    for (let at = index.offsets[text] ?? 0; at < (index.offsets[text + 1] ?? 0); at += 1) {
      rows.add(group, index.terms[at] ?? 0, index.counts[at] ?? 0);
    }
    offsets[group + 1] = rows.terms.length;
  }
  for (let group = 0; group < groups; group += 1) {
    offsets[group + 1] = Math.max(offsets[group] ?? 0, offsets[group + 1] ?? 0);
  }
  const documentFrequency = new Uint32Array(index.documentFrequency.length);
  rows.frequency.forEach((count, term) => (documentFrequency[term] = count));
  return {
    texts: groups,
    offsets,
    terms: Uint32Array.from(rows.terms),
    counts: Uint16Array.from(rows.counts),
    lengths,
    documentFrequency,
    numbers: index.numbers,
    averageLength: averageOf(lengths),
  };
}

/** A text's distinct terms. */
export function termsOf(index: TermIndex, text: number): Uint32Array {
  return index.terms.subarray(index.offsets[text], index.offsets[text + 1]);
}

/** Inverse document frequency as in BM25 (Robertson and Spärck Jones, with Lucene's +1 that keeps it positive). */
export function inverseFrequency(index: TermIndex, term: number): number {
  const frequency = index.documentFrequency[term] ?? 0;
  return Math.log(1 + (index.texts - frequency + 0.5) / (frequency + 0.5));
}

/** BM25's usual constants (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"). */
const K1 = 1.2;
const B = 0.75;

/** BM25 of every text against weighted terms. */
export function bm25(index: TermIndex, query: ReadonlyMap<number, number>): Float64Array {
  const weight = new Float64Array(index.documentFrequency.length);
  for (const [term, share] of query) weight[term] = share * inverseFrequency(index, term);
  const scores = new Float64Array(index.texts);
  for (let text = 0; text < index.texts; text += 1) {
    const norm = K1 * (1 - B + (B * (index.lengths[text] ?? 0)) / index.averageLength);
    let score = 0;
    for (let at = index.offsets[text] ?? 0; at < (index.offsets[text + 1] ?? 0); at += 1) {
      const share = weight[index.terms[at] ?? 0] ?? 0;
      if (share === 0) continue;
      const count = index.counts[at] ?? 0;
      score += (share * count * (K1 + 1)) / (count + norm);
    }
    scores[text] = score;
  }
  return scores;
}
