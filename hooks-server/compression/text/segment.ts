import { jsonStretches } from './json-units.js';
import { kindOfLine, type LineKind } from './line-kind.js';
import {
  closesFence,
  looksLikeBareTitle,
  looksLikeFence,
  looksLikeHeading,
  looksLikeLog,
  looksLikeRecord,
  looksLikeTableRow,
  looksLikeTableRule,
  looksLikeTag,
} from './lines.js';
import { pushTitle, takeProse, wraps } from './prose.js';
import { opensConfig, takeConfig, takeLines, takeLog, takeRows, takeTable } from './rows.js';
import { linesOf, push, type Line, type Segmenter } from './segmenter.js';
import type { Unit } from './unit.js';

/** Kinds of lines that are a unit each. */
const BY_LINES: ReadonlySet<LineKind> = new Set(['table', 'log', 'json', 'config', 'code', 'diff', 'data']);

/** After this many blocks that begin like JSON and are not, no more are tried: each try may read far ahead. */
const MOST_FAILED_BLOCKS = 20;

/** JSON shorter than this many characters is not taken apart. */
const SMALLEST_BLOCK = 200;

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
  if (opensConfig(line, state.lines[index + 1])) return takeConfig(state, index);
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
  const kind = kindOfLine(line);
  if (BY_LINES.has(kind) && !looksLikeHeading(line.text) && !looksLikeTag(line.text)) {
    if (kind === 'table') return takeRows(state, index);
    return kind === 'config' ? takeConfig(state, index) : takeLines(state, index, kind);
  }
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
