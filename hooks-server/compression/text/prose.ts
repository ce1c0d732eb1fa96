import { kindOfLine } from './line-kind.js';
import { documentHeader, looksLikeFence } from './lines.js';
import { indentOf, push, type Line, type Segmenter } from './segmenter.js';
import { sentenceEnds } from './sentences.js';

/** Whether the paragraph goes on in the next line: prose wrapped at a fixed width. */
export function wraps(line: Line, next: Line | undefined): next is Line {
  if (next === undefined || next.blank || line.text.length > LONGEST_WRAPPED) return false;
  // As deep as the line before, or a little deeper.
  const text = next.text.slice(Math.min(indentOf(line), indentOf(next)));
  if (!/^\s{0,3}[\p{L}\p{N}("'“„«`*_$[]/u.test(text) || /[|:：;]\s*$/u.test(line.text)) return false;
  const following = kindOfLine(next);
  if (following !== 'prose' && following !== 'short') return false;
  const narrow = line.text.length > NARROW && next.text.length <= LONGEST_WRAPPED;
  return /^\s{0,3}[\p{Ll}(]/u.test(text) || narrow;
}

/** Longer lines (characters) are paragraphs. */
const LONGEST_WRAPPED = 160;
const NARROW = 45;

export function pushTitle(state: Segmenter, start: number, end: number): void {
  push(state, 'title', start, end, -1);
  state.title = state.units.length - 1;
}

export function takeProse(state: Segmenter, index: number): number {
  const line = state.lines[index];
  if (line === undefined) return index + 1;
  const header = documentHeader(line.text);
  const kind = header > 0 ? 'prose' : kindOfLine(line);
  if (kind === 'list' || kind === 'item') return takeItem(state, index);
  if (kind === 'turn') return takeTurn(state, index);
  let last = line;
  let next = index + 1;
  for (let follower = state.lines[next]; wraps(last, follower); follower = state.lines[next]) {
    last = follower;
    next += 1;
  }
  if (next > index + 1) {
    takeWrapped(state, index, next);
    return next;
  }
  if (header > 0) {
    state.paragraph += 1;
    pushTitle(state, line.start, Math.min(line.start + header, line.end));
  }
  const start = Math.min(line.start + header, line.end);
  for (const [from, to] of sentencesOf(state.text, start, line.end)) push(state, 'sentence', from, to);
  return next;
}

/** A list item with the lines on which it goes on is whole, however many sentences it has. */
function takeItem(state: Segmenter, index: number): number {
  const first = state.lines[index];
  if (first === undefined) return index + 1;
  let last = first;
  let next = index + 1;
  for (let line = state.lines[next]; line && !line.blank; line = state.lines[next]) {
    const isDeeper = indentOf(line) > indentOf(first) && looksLikeFence(line.text) === undefined;
    if (!isDeeper && !wraps(last, line)) break;
    last = line;
    next += 1;
  }
  push(state, 'sentence', first.start, last.end);
  return next;
}

function sentencesOf(text: string, start: number, end: number): [number, number][] {
  let from = start;
  return (start < end ? sentenceEnds(text, start, end) : []).map((to) => {
    const piece: [number, number] = [from, to];
    from = to;
    return piece;
  });
}

const ENDS_SENTENCE = /[.!?…。！？؟।:：]["'”’»）)\]*_]*\s*$/u;

/** Prose that goes on over lines: whole lines, up to one with which a sentence ends. */
function takeWrapped(state: Segmenter, from: number, to: number): void {
  let start = state.lines[from]?.start ?? 0;
  for (let at = from; at < to; at += 1) {
    const line = state.lines[at];
    if (line === undefined || (at < to - 1 && !ENDS_SENTENCE.test(line.text))) continue;
    push(state, 'sentence', start, line.end);
    start = line.end;
  }
}

/** A turn up to this many characters is one unit; of a longer one sentences are chosen, each under its speaker. */
const LONGEST_TURN = 150;

const LISTED = /^\s*(?:[-*•]|\d+[.)])\s/u;

/** Whether a line after a turn is still what its speaker says; where turns are a list, an item is somebody else's. */
function goesOn(first: Line, line: Line): boolean {
  if (line.blank || documentHeader(line.text) > 0) return false;
  const kind = kindOfLine(line);
  if (kind === 'list' || kind === 'item') return !LISTED.test(first.text);
  return kind === 'prose' || kind === 'short';
}

function takeTurn(state: Segmenter, index: number): number {
  const first = state.lines[index];
  if (first === undefined) return index + 1;
  let next = index + 1;
  for (let line = state.lines[next]; line && goesOn(first, line); line = state.lines[next]) next += 1;
  const end = state.lines[next - 1]?.end ?? state.end;
  const speaker = SPEAKER.exec(first.text)?.[0].length ?? 0;
  if (end - first.start <= LONGEST_TURN || speaker === 0) {
    push(state, 'sentence', first.start, end);
    return next;
  }
  push(state, 'title', first.start, first.start + speaker, -1);
  const title = state.units.length - 1;
  state.lines.slice(index, next).forEach(({ start, end: lineEnds }, at) => {
    const from = at === 0 ? start + speaker : start;
    const isItem = at > 0 && LISTED.test(state.text.slice(start, start + 20));
    if (isItem) push(state, 'sentence', from, lineEnds, title);
    else
      for (const [piece, to] of sentencesOf(state.text, from, lineEnds))
        push(state, 'sentence', piece, to, title);
  });
  return next;
}

const SPEAKER = /^[^:：]{0,80}?(?:\d[:.]\d\d[^:：]{0,60})?[:：](?:\*\*|__)?\s*/u;
