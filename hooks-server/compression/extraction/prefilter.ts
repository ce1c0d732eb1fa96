import { isStopTerm } from '../question/stop-words.js';
import type { Unit } from '../text/unit.js';
import { indexTerms } from '../text/words.js';

/** A run of units that the prefilter keeps or drops as a whole. */
interface Passage {
  readonly from: number;
  /** Exclusive. */
  to: number;
  readonly start: number;
  end: number;
}

/** Paragraphs are put together until a passage has this many characters. */
const PASSAGE_CHARACTERS = 800;

/** The most words of the question that are looked for: the longest ones. */
const MOST_WORDS = 24;

function passagesOf(units: readonly Unit[]): Passage[] {
  const passages: Passage[] = [];
  units.forEach(({ start, end, kind, paragraph, container }, at) => {
    const last = passages.at(-1);
    const sameBlock = units[at - 1]?.paragraph === paragraph || container !== undefined;
    const room = last !== undefined && last.end - last.start < PASSAGE_CHARACTERS;
    const long = last !== undefined && last.end - last.start > 3 * PASSAGE_CHARACTERS;
    if (last && kind !== 'title' && (room || (sameBlock && !long))) {
      last.to = at + 1;
      last.end = end;
    } else {
      passages.push({ from: at, to: at + 1, start, end });
    }
  });
  return passages;
}

const escaped = (word: string) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Beginnings of the question's own words, as they are written: enough to find their inflected forms in the text. */
function wordBeginnings(question: string): string[] {
  const found = new Set<string>();
  for (const word of question.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    const terms = indexTerms(word);
    const unspaced = terms.length > 1;
    for (const term of unspaced ? terms : [word]) {
      if (isStopTerm(unspaced ? term : (terms[0] ?? ''))) continue;
      found.add(!unspaced && term.length > 5 ? term.slice(0, Math.max(5, term.length - 3)) : term);
    }
  }
  return [...found].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, MOST_WORDS);
}

/** For each passage how often each word beginning occurs in it: one pass over the text. */
function countHits(text: string, passages: readonly Passage[], words: readonly string[]): Uint16Array[] {
  const hits = passages.map(() => new Uint16Array(words.length));
  if (words.length === 0) return hits;
  const numbers = new Map(words.map((word, number) => [word, number]));
  const pattern = new RegExp(words.map(escaped).join('|'), 'giu');
  let passage = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    while (passage < passages.length - 1 && match.index >= (passages[passage]?.end ?? 0)) passage += 1;
    const number = numbers.get(match[0].toLowerCase());
    const row = hits[passage];
    if (number !== undefined && row && match.index >= (passages[passage]?.start ?? 0))
      row[number] = (row[number] ?? 0) + 1;
  }
  return hits;
}

/** Score of each passage: inverse frequency of the words in it, each counted with BM25's saturation. */
function passageScores(hits: readonly Uint16Array[], words: readonly string[]): number[] {
  const rarity = words.map((_, word) => {
    const holding = hits.filter((row) => (row[word] ?? 0) > 0).length;
    return Math.log(1 + (hits.length - holding + 0.5) / (holding + 0.5));
  });
  return hits.map((row) =>
    row.reduce((sum, count, word) => sum + ((rarity[word] ?? 0) * count * 2.2) / (count + 1.2), 0),
  );
}

/** The largest share of the words that one passage holds. */
function largestMatch(hits: readonly Uint16Array[], words: number): number {
  if (words === 0) return 0;
  return (
    hits.reduce(
      (most, row) =>
        Math.max(
          most,
          row.reduce((sum, count) => sum + Number(count > 0), 0),
        ),
      0,
    ) / words
  );
}

/**
 * Which units to look at further in a very long text: the passages that hold most of the question's rarest words, and
 * their neighbours, up to `characters` in all. One regular-expression pass instead of an index: 100,000 tokens in
 * about 10 ms.
 */
export function prefilterUnits(
  text: string,
  units: readonly Unit[],
  question: string,
  characters: number,
): { kept: boolean[]; matched: number } {
  const passages = passagesOf(units);
  const words = wordBeginnings(question);
  const hits = countHits(text, passages, words);
  const own = passageScores(hits, words);
  const scores = own.map((score, at) => score + 0.3 * Math.max(own[at - 1] ?? 0, own[at + 1] ?? 0));
  const order = passages.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const kept = units.map(({ kind }) => kind === 'code' || kind === 'structure' || kind === 'error');
  let left = characters;
  units.forEach(({ start, end }, at) => (left -= kept[at] ? end - start : 0));
  for (const at of order) {
    const passage = passages[at];
    if (passage === undefined) continue;
    const size = passage.end - passage.start;
    if (size > left) continue;
    left -= size;
    for (let unit = passage.from; unit < passage.to; unit += 1) kept[unit] = true;
  }
  return { kept, matched: largestMatch(hits, words.length) };
}
