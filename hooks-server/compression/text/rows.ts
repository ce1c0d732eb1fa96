import { kindOfLine, type LineKind } from './line-kind.js';
import { continuesLog, looksLikeLog, looksLikeTableRow, reportsError } from './lines.js';
import { indentOf, push, type Line, type Segmenter } from './segmenter.js';

/** Rows that still belong to the head of a table: their first cell is empty (`| | 2018 | 2019 |`). */
const HEAD_CONTINUED = /^\s*\|\s*\|/u;

export function takeTable(state: Segmenter, index: number): number {
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

/** What a line of a diff begins with. */
const DIFF_LINE = /^(?:[ +\-@\\]|diff |index |rename |similarity |new file |deleted |Binary )/u;

/** Whether a block of lines goes on: a diff as long as it looks like one, code by what is indented, others by kind. */
function isOfBlock(line: Line, kind: LineKind): boolean {
  const { text, blank } = line;
  if (kind === 'diff') return DIFF_LINE.test(text);
  return !blank && (kindOfLine(line) === kind || (kind === 'code' && /^(?: {2}|\t)/u.test(text)));
}

/** Lines of one kind, each a unit; keys and base64 are whole or not there. */
export function takeLines(state: Segmenter, index: number, kind: LineKind): number {
  const first = state.lines[index];
  if (first === undefined) return index + 1;
  let next = index + 1;
  for (let line = state.lines[next]; line && isOfBlock(line, kind); line = state.lines[next]) next += 1;
  if (kind === 'data') push(state, 'line', first.start, state.lines[next - 1]?.end ?? state.end);
  else state.lines.slice(index, next).forEach(({ start, end }) => push(state, 'line', start, end));
  return next;
}

/** Columns of a table without rules are parted by one of these, in this order of preference. */
const SEPARATORS = ['\t', '|', ';', ','];

/** A table without rules: every line is a row under the first one. */
export function takeRows(state: Segmenter, index: number): number {
  const first = state.lines[index];
  if (first === undefined) return index + 1;
  const separator = SEPARATORS.find((mark) => first.text.split(mark).length > 2);
  const isRow = (line: Line) =>
    !line.blank &&
    (kindOfLine(line) === 'table' || (separator !== undefined && line.text.includes(separator)));
  let next = index + 1;
  for (let line = state.lines[next]; line && isRow(line); line = state.lines[next]) next += 1;
  if (next === index + 1) {
    push(state, 'line', first.start, first.end);
    return next;
  }
  push(state, 'header', first.start, first.end);
  const header = state.units.length - 1;
  for (const { start, end } of state.lines.slice(index + 1, next)) push(state, 'row', start, end, header);
  return next;
}

const SECTION = /^\s*\[{1,2}[\p{L}_][^\]]*\]{1,2}\s*$/u;

const BARE_KEY = /^\s*[-\w."'/]+:\s*$/u;

/** Whether a line is a section's name (`[server]`) or a bare key (`server:`) over what belongs to it. */
export function opensConfig(line: Line, next: Line | undefined): boolean {
  if (next === undefined || next.blank) return false;
  if (SECTION.test(line.text)) return kindOfLine(next) === 'config';
  return BARE_KEY.test(line.text) && indentOf(next) > indentOf(line);
}

/** Configuration: a key with all that stands deeper under it, and a section with its keys, is one unit. */
export function takeConfig(state: Segmenter, index: number): number {
  const first = state.lines[index];
  if (first === undefined) return index + 1;
  const isSection = SECTION.test(first.text);
  const opensItem = /^\s*-\s/u.test(first.text);
  let next = index + 1;
  for (let line = state.lines[next]; line && !line.blank; line = state.lines[next]) {
    const inSection = isSection && !SECTION.test(line.text);
    // Items of a list may stand as deep as the key that they belong to.
    const isItem = !opensItem && indentOf(line) === indentOf(first) && /^\s*-\s/u.test(line.text);
    if (!inSection && !isItem && indentOf(line) <= indentOf(first)) break;
    next += 1;
  }
  push(state, 'line', first.start, state.lines[next - 1]?.end ?? state.end);
  return next;
}

export function takeLog(state: Segmenter, index: number): number {
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
