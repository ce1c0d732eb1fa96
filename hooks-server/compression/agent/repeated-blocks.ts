import { counted } from './mark.js';

/** Shorter stretches are not worth a mark. */
const LEAST_LINES = 4;
const LEAST_CHARACTERS = 200;

/** What a program says when something went wrong: such a line stays where it was said, also when it was said again. */
const REPORTED =
  /^\s*(?:E\s{2,}|[\w.]*(?:Error|Exception)\b[^()]*:|(?:fatal|error|warning|panic)\b[:[ ]|FAIL|ERROR|WARN|Traceback|File ".*", line|at .+:\d+|npm ERR!|.*\bexit(?:ed)?(?: with)?(?: code| status)|.*return ?code)/iu;

/** Where each window of lines stands in the results that came later; the last one counts. */
function windowsOf(later: readonly string[]): Map<string, { lines: readonly string[]; at: number }> {
  const windows = new Map<string, { lines: readonly string[]; at: number }>();
  for (const text of later) {
    const lines = text.split('\n');
    for (let at = 0; at + LEAST_LINES <= lines.length; at += 1)
      windows.set(lines.slice(at, at + LEAST_LINES).join('\n'), { lines, at });
  }
  return windows;
}

/** How many lines from `from` on are the same as those from `at` on, up to a line that stays where it is. */
function sameLines(lines: readonly string[], from: number, other: readonly string[], at: number): number {
  let same = 0;
  while (
    from + same < lines.length &&
    lines[from + same] === other[at + same] &&
    !REPORTED.test(lines[from + same] ?? '')
  )
    same += 1;
  return same;
}

/**
 * Leaves out stretches of lines that stand in a later result too, byte for byte, as when a file is read again: the model
 * has them there. `later` are the results that were sent after this one.
 */
export function leaveOutRepeated(text: string, later: readonly string[]): string {
  if (later.length === 0) return text;
  const windows = windowsOf(later);
  const lines = text.split('\n');
  const written: string[] = [];
  for (let at = 0; at < lines.length;) {
    const found = windows.get(lines.slice(at, at + LEAST_LINES).join('\n'));
    const same = found ? sameLines(lines, at, found.lines, found.at) : 0;
    const size = lines.slice(at, at + same).reduce((sum, line) => sum + line.length, 0);
    if (same >= LEAST_LINES && size >= LEAST_CHARACTERS) {
      const end = lines[at]?.endsWith('\r') ? '\r' : '';
      written.push(`[… ${counted(same, 'line')} left out that stand in a later result too]${end}`);
      at += same;
    } else {
      written.push(lines[at] ?? '');
      at += 1;
    }
  }
  return written.join('\n');
}
