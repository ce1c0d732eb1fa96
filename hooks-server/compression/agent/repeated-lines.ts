import { counted } from './mark.js';
import { rewriteRuns, runEnd } from './runs.js';
import { isVital } from './vital.js';

/** Fewer lines than these are not worth a mark. */
const LEAST_SAME = 3;
const LEAST_ALIKE = 5;

/** A log line begins with a time or a level, or says both near its start. */
const LOG =
  /^\W{0,3}(?:\d{4}[-/]\d\d[-/]\d\d[T ,]|\d\d:\d\d:\d\d|(?:mon|tue|wed|thu|fri|sat|sun)?,? ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* +\d{1,2},? |(?:trace|debug|info|notice)\b[\]: ]|\d{1,3}(?:\.\d{1,3}){3} )|^\[\d+\.\d+\]|^\S{1,40} +(?:INFO|DEBUG|TRACE|NOTICE)\b/iu;

/** Times, ids, durations and sizes: what differs between lines that say the same. */
const VARYING =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?|\d{1,2}\/\w{3}\/\d{4}:\d\d:\d\d:\d\d(?: [+-]\d{4})?|\b\w{3} +\d{1,2} \d\d:\d\d:\d\d|\b\d\d:\d\d:\d\d(?:[.,]\d+)?|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\b0x[\da-f]+\b|\b(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,64}\b|\b\d+(?:\.\d+)?\s?(?:ns|µs|us|ms|s|sec|seconds|min)\b|^\[\d+\.\d+\]/giu;
const INTEGER = /(?<![\w.])\d+(?![\w.]*\w)/gu;

interface Pattern {
  readonly text: string;
  readonly numbers: readonly number[];
}

function patternOf(line: string): Pattern {
  const numbers: number[] = [];
  const text = line.replace(VARYING, '\u0001').replace(INTEGER, (digits) => {
    numbers.push(Number(digits));
    return '\u0002';
  });
  return { text, numbers };
}

/** Whether the numbers of one line follow from those of the line before: the same, or one more. */
const follows = (before: Pattern, after: Pattern): boolean =>
  before.text === after.text &&
  before.numbers.every((number, at) => {
    const now = after.numbers[at];
    return now === number || now === number + 1;
  });

function alikeEnd(lines: readonly string[], from: number): number {
  let before = patternOf(lines[from] ?? '');
  return runEnd(lines, from + 1, (line) => {
    if (!LOG.test(line) || isVital(line)) return false;
    const pattern = patternOf(line);
    const isAlike = follows(before, pattern);
    before = pattern;
    return isAlike;
  });
}

/**
 * Counts runs of lines that are the same, and runs of log lines that differ in nothing but times, ids, durations and
 * numbers that count up. The first line of a run stays, and of lines that differ the last one too.
 */
export function countRepeatedLines(lines: readonly string[]): string[] {
  return rewriteRuns(lines, (at) => {
    const line = lines[at] ?? '';
    if (line.trim() === '') return undefined;
    const same = runEnd(lines, at + 1, (next) => next === line);
    if (same - at >= LEAST_SAME)
      return { to: same, lines: [line, `[… the same line ${counted(same - at - 1, 'more time')}]`] };
    if (!LOG.test(line) || isVital(line)) return undefined;
    const alike = alikeEnd(lines, at);
    if (alike - at < LEAST_ALIKE) return undefined;
    const between = `[… ${counted(alike - at - 2, 'line')} like these two, at other times]`;
    return { to: alike, lines: [line, between, lines[alike - 1] ?? ''] };
  });
}
