import { jsonStretches } from './json-units.js';
import {
  closesFence,
  continuesLog,
  documentHeader,
  looksLikeBareTitle,
  lineEnd,
  looksLikeFence,
  looksLikeHeading,
  looksLikeLog,
  looksLikeRecord,
  looksLikeTableRow,
  looksLikeTableRule,
  looksLikeTag,
  reportsError,
} from './lines.js';
import { sentenceEnds } from './sentences.js';
import { kindOf, type LineKind } from './line-kind.js';
import type { Unit, UnitKind } from './unit.js';

interface Line {
  readonly start: number;
  /** After the line break. */
  readonly end: number;
  readonly text: string;
  readonly blank: boolean;
}

interface Segmenter {
  readonly text: string;
  readonly end: number;
  readonly units: Unit[];
  readonly lines: readonly Line[];
  paragraph: number;
  title: number;
  containers: number;
  failedBlocks: number;
}

/** Kinds of lines that are a unit each. */
const BY_LINES: ReadonlySet<LineKind> = new Set(['table', 'log', 'json', 'config', 'code', 'diff', 'data']);

/** After this many blocks that begin like JSON and are not, no more are tried: each try may read far ahead. */
const MOST_FAILED_BLOCKS = 20;

/** JSON shorter than this many characters is not taken apart. */
const SMALLEST_BLOCK = 200;

function linesOf(text: string, start: number, end: number): Line[] {
  const lines: Line[] = [];
  for (let at = start; at < end;) {
    const next = Math.min(lineEnd(text, at), end);
    const line = text.slice(at, next);
    lines.push({ start: at, end: next, text: line, blank: line.trim() === '' });
    at = next;
  }
  return lines;
}

function push(state: Segmenter, kind: UnitKind, start: number, end: number, title = state.title): void {
  if (start < end) state.units.push({ start, end, kind, paragraph: state.paragraph, title });
}

/** Adds blank lines to the unit before them, so that no byte is without a unit. */
function pushBlank(state: Segmenter, line: Line): void {
  const last = state.units.at(-1);
  if (last?.end === line.start && last.container === undefined) {
    state.units[state.units.length - 1] = { ...last, end: line.end };
  } else {
    push(state, 'structure', line.start, line.end);
  }
}

function takeFence(state: Segmenter, index: number, fence: string): number {
  let last = index + 1;
  while (last < state.lines.length && !closesFence(state.lines[last]?.text ?? '', fence)) last += 1;
  const end = Math.min(last, state.lines.length - 1);
  push(state, 'code', state.lines[index]?.start ?? 0, state.lines[end]?.end ?? state.end);
  return end + 1;
}

/** A short JSON value on lines of its own is kept or cut whole, whatever its layout: half of one is no JSON. */
function takeSmallJson(state: Segmenter, index: number, blockEnd: number): number {
  let last = index;
  while (last < state.lines.length && (state.lines[last]?.end ?? state.end) < blockEnd) last += 1;
  const end = state.lines[last]?.end ?? state.end;
  if (!/^,?\s*$/.test(state.text.slice(blockEnd, end))) return index;
  push(state, 'record', state.lines[index]?.start ?? 0, end);
  return last + 1;
}

function takeJson(state: Segmenter, index: number): number {
  const line = state.lines[index];
  if (line === undefined) return index;
  const start = line.start + line.text.search(/\S/);
  const block = jsonStretches(state.text, start);
  if (block === undefined || block.end > state.end) {
    state.failedBlocks += 1;
    return index;
  }
  const inLine = !state.text.slice(start, block.end).includes('\n');
  if (inLine || block.end - start < SMALLEST_BLOCK) return takeSmallJson(state, index, block.end);
  if (line.start < start) push(state, 'structure', line.start, start);
  for (const { kind, start: from, end, container, containerKind } of block.stretches) {
    const id = container < 0 ? -1 : state.containers + container;
    const place = { id, kind: containerKind };
    state.units.push({
      start: from,
      end,
      kind,
      paragraph: state.paragraph,
      title: state.title,
      container: place,
    });
  }
  state.containers += block.stretches.length;
  let next = index;
  while (next < state.lines.length && (state.lines[next]?.end ?? 0) <= block.end) next += 1;
  const rest = state.lines[next];
  if (rest !== undefined && rest.start < block.end) {
    const blank = state.text.slice(block.end, rest.end).trim() === '';
    push(state, blank ? 'structure' : 'sentence', block.end, rest.end);
    next += 1;
  }
  return next;
}

/** Rows that still belong to the head of a table: their first cell is empty (`| | 2018 | 2019 |`). */
const HEAD_CONTINUED = /^\s*\|\s*\|/u;

function takeTable(state: Segmenter, index: number): number {
  const title = state.title;
  let next = index + 2;
  for (let line = state.lines[next]; line && HEAD_CONTINUED.test(line.text); line = state.lines[next])
    next += 1;
  push(state, 'header', state.lines[index]?.start ?? 0, state.lines[next - 1]?.end ?? state.end);
  const header = state.units.length - 1;
  for (
    let line = state.lines[next];
    line && !line.blank && looksLikeTableRow(line.text);
    line = state.lines[next]
  ) {
    push(state, 'row', line.start, line.end, header);
    next += 1;
  }
  state.title = title;
  return next;
}

/** Lines of one kind, each a unit; those of a table without rules under their first line, where it holds no digit. */
function takeLines(state: Segmenter, index: number, kind: LineKind): number {
  const title = state.title;
  const first = state.lines[index];
  if (first === undefined) return index + 1;
  let [next, header] = [index, title];
  const second = state.lines[index + 1];
  if (kind === 'table' && second && kindOf(second.text) === kind && !/\d/u.test(first.text)) {
    push(state, 'header', first.start, first.end);
    header = state.units.length - 1;
    next += 1;
  }
  const start = next;
  for (let line = state.lines[next]; line && !line.blank; line = state.lines[next]) {
    if (kindOf(line.text) !== kind && next > start) break;
    // Base64 and keys are whole or not there.
    if (kind !== 'data') push(state, 'line', line.start, line.end, header);
    next += 1;
  }
  if (kind === 'data') push(state, 'line', first.start, state.lines[next - 1]?.end ?? state.end, title);
  return next;
}

function takeLog(state: Segmenter, index: number): number {
  const first = state.lines[index];
  if (first === undefined) return index + 1;
  let next = index + 1;
  let end = first.end;
  for (let line = state.lines[next]; line && !line.blank; line = state.lines[next]) {
    if (looksLikeLog(line.text) || !continuesLog(line.text)) break;
    end = line.end;
    next += 1;
  }
  push(state, reportsError(state.text.slice(first.start, end)) ? 'error' : 'log', first.start, end);
  return next;
}

/** Whether the paragraph goes on in the next line: prose wrapped at a fixed width. */
function wraps(line: Line, next: Line | undefined): next is Line {
  if (next === undefined || next.blank || line.text.length > LONGEST_WRAPPED) return false;
  if (!/^\s{0,3}[\p{L}\p{N}("'“„«`*_$[]/u.test(next.text) || /[|:：;]\s*$/u.test(line.text)) return false;
  const following = kindOf(next.text);
  if (following !== 'prose' && following !== 'short') return false;
  const narrow = line.text.length > NARROW && next.text.length <= LONGEST_WRAPPED;
  return /^\s{0,3}[\p{Ll}(]/u.test(next.text) || narrow;
}

/** Longer lines (characters) are paragraphs. */
const LONGEST_WRAPPED = 160;
const NARROW = 45;

function pushTitle(state: Segmenter, start: number, end: number): void {
  push(state, 'title', start, end, -1);
  state.title = state.units.length - 1;
}

function takeProse(state: Segmenter, index: number): number {
  const line = state.lines[index];
  if (line === undefined) return index + 1;
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
  const header = documentHeader(line.text);
  if (header > 0) {
    state.paragraph += 1;
    pushTitle(state, line.start, Math.min(line.start + header, line.end));
  }
  const start = header > 0 ? Math.min(line.start + header, line.end) : line.start;
  if (header === 0 && kindOf(line.text) === 'turn') takeTurn(state, line);
  else for (const [from, to] of sentencesOf(state.text, start, line.end)) push(state, 'sentence', from, to);
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

function takeTurn(state: Segmenter, line: Line): void {
  const speaker = /^[^:：]{0,80}?(?:\d[:.]\d\d[^:：]{0,60})?[:：]\s*/u.exec(line.text)?.[0].length ?? 0;
  if (line.text.length <= LONGEST_TURN || speaker === 0) {
    push(state, 'sentence', line.start, line.end);
    return;
  }
  push(state, 'title', line.start, line.start + speaker, -1);
  const title = state.units.length - 1;
  for (const [from, to] of sentencesOf(state.text, line.start + speaker, line.end))
    push(state, 'sentence', from, to, title);
}

function isBareTitle(state: Segmenter, index: number): boolean {
  const line = state.lines[index];
  const next = state.lines[index + 1];
  if (line === undefined || next === undefined || next.blank) return false;
  const opens = index === 0 || state.lines[index - 1]?.blank === true;
  return opens && looksLikeBareTitle(line.text) && next.text.length > line.text.length && !wraps(line, next);
}

function takeBlock(state: Segmenter, index: number): number {
  const line = state.lines[index];
  if (line === undefined) return index + 1;
  const fence = looksLikeFence(line.text);
  if (fence !== undefined) return takeFence(state, index, fence);
  if (/^\s*[{[]/.test(line.text)) {
    const next = state.failedBlocks < MOST_FAILED_BLOCKS ? takeJson(state, index) : index;
    if (next > index) return next;
    if (looksLikeRecord(line.text)) {
      push(state, 'record', line.start, line.end);
      return index + 1;
    }
  }
  const rule = state.lines[index + 1];
  if (rule !== undefined && looksLikeTableRow(line.text) && looksLikeTableRule(rule.text))
    return takeTable(state, index);
  if (looksLikeLog(line.text)) return takeLog(state, index);
  const kind = kindOf(line.text);
  if (BY_LINES.has(kind) && !looksLikeHeading(line.text) && !looksLikeTag(line.text))
    return takeLines(state, index, kind);
  if (looksLikeTag(line.text)) {
    state.paragraph += 1;
    push(state, 'structure', line.start, line.end);
    return index + 1;
  }
  if (looksLikeHeading(line.text) || isBareTitle(state, index)) {
    pushTitle(state, line.start, line.end);
    return index + 1;
  }
  return takeProse(state, index);
}

/**
 * Takes text[start, end) apart into units, in order. Everything but the commas between JSON elements is in exactly
 * one unit. Time grows with the length only.
 */
export function segment(text: string, start = 0, end = text.length): Unit[] {
  const lines = linesOf(text, start, end);
  const state: Segmenter = {
    text,
    end,
    units: [],
    lines,
    paragraph: 0,
    title: -1,
    containers: 0,
    failedBlocks: 0,
  };
  let afterBlank = false;
  for (let index = 0; index < lines.length;) {
    const line = lines[index];
    if (line?.blank) {
      pushBlank(state, line);
      afterBlank = true;
      index += 1;
      continue;
    }
    if (afterBlank) {
      state.paragraph += 1;
      if (startsNewDocument(state)) state.title = -1;
    }
    afterBlank = false;
    index = takeBlock(state, index);
  }
  return state.units;
}

/** A bare title or document header is over at the next blank line; a Markdown heading holds until the next heading. */
function startsNewDocument(state: Segmenter): boolean {
  const title = state.units[state.title];
  return title !== undefined && !looksLikeHeading(state.text.slice(title.start, title.end));
}
