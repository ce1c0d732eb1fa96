import { LINE_KINDS, kindOf, type LineKind } from '../text/line-kind.js';
import { documentHeader } from '../text/lines.js';

const DOCUMENT_TAG = /^\s*<(?:document|doc|passage|source|chunk|result|snippet|page|item|search_result)\b/i;

/** How many characters of a text are lines of each kind, and how many lines there are. */
export interface Shape {
  readonly share: Readonly<Record<LineKind, number>>;
  readonly lines: number;
  /** Headings, numbered clauses and wrapped lines for each 1,000 characters: a document, and no loose passages. */
  readonly markup: number;
  /** Lines under document headers, or in tags of their own. */
  readonly passages: number;
  /** Different speakers of turns, and the share of turns that begin with a time. */
  readonly speakers: number;
  readonly timed: number;
  /** Share of the sentences that begin alike but for names and numbers: records in prose. */
  readonly alike: number;
}

/** Only this many characters at either end of a long text are looked at. */
const LOOKED_AT = 24_000;

const sampled = (text: string): string =>
  text.length <= 2 * LOOKED_AT ? text : `${text.slice(0, LOOKED_AT)}\n${text.slice(-LOOKED_AT)}`;

/** Headings, list items, numbered clauses, underlines of titles, directives of markup. */
const MARKUP =
  /^\s{0,8}(?:#{1,6}\s|[-*•]\s|\*\*[^*\n]{1,60}\*\*|\(?[\da-z]{1,3}(?:\.\d{1,2}){0,3}[.)]\s|\d+(?:\.\d+)+\s|[=~^*-]{4,}\s*$|\.\. |§|Art(?:icle|ikel|\.)? ?\d|Section \d)/u;

/** What a text is made of, by its lines. */
export function shapeOf(text: string): Shape {
  const characters = Object.fromEntries(LINE_KINDS.map((kind) => [kind, 0])) as Record<LineKind, number>;
  let lines = 0;
  let passages = 0;
  let markup = 0;
  let turns = 0;
  let timed = 0;
  const speakers = new Set<string>();
  const openings = new Map<string, number>();
  let sentences = 0;
  for (const line of sampled(text).split('\n')) {
    if (line.trim() === '') continue;
    const kind = kindOf(line);
    lines += 1;
    if (MARKUP.test(line)) markup += 1;
    if (documentHeader(line) > 0 || DOCUMENT_TAG.test(line)) passages += 1;
    characters[kind] += line.length;
    if (kind === 'turn') {
      turns += 1;
      timed += Number(/^\W*\d/u.test(line));
      speakers.add(/^[^:：]*[:：]/u.exec(line.replace(/^\W*[\d:./, apm-]+\]?/u, ''))?.[0] ?? '');
    }
    for (const sentence of line.slice(0, 20_000).split(/[.!?。！？]\s*/u)) {
      const opening = skeleton(sentence);
      if (opening === '') continue;
      sentences += 1;
      openings.set(opening, (openings.get(opening) ?? 0) + 1);
    }
  }
  // A title with a colon is no speaker.
  if (turns < LEAST_TURNS) {
    characters.prose += characters.turn;
    characters.turn = 0;
  }
  const total = Math.max(
    1,
    Object.values(characters).reduce((sum, count) => sum + count, 0),
  );
  const share = Object.fromEntries(LINE_KINDS.map((kind) => [kind, characters[kind] / total]));
  const most = Math.max(0, ...openings.values());
  return {
    share: share as Record<LineKind, number>,
    lines,
    markup: (1_000 * markup) / total,
    passages,
    speakers: speakers.size,
    timed: turns === 0 ? 0 : timed / turns,
    alike: most < LEAST_ALIKE ? 0 : most / sentences,
  };
}

/** Fewer lines with a name and a colon are no conversation. */
const LEAST_TURNS = 5;

/** Sentences that begin alike are records from this many on. */
const LEAST_ALIKE = 6;

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** A sentence's first word may have a capital and still be no name. */
const DIFFERS_FIRST = /\p{N}/u;
const DIFFERS = /^\p{Lu}|\p{N}/u;

/** The first words of a sentence without what differs from record to record: names, numbers. */
function skeleton(sentence: string): string {
  let words = 0;
  const common: string[] = [];
  for (const [word] of sentence.slice(0, 120).matchAll(WORD)) {
    if (!(words === 0 ? DIFFERS_FIRST : DIFFERS).test(word)) common.push(word);
    words += 1;
    if (common.length === 4) break;
  }
  return words < 4 || common.length < 3 ? '' : common.join(' ');
}
