import { counted, leftOut } from './mark.js';
import { rewriteRuns, runEnd } from './runs.js';
import { isVital } from './vital.js';

const LEAST_PASSING = 3;
const LEAST_PROGRESS = 3;

/** Lines by which test runners say that something passed; each form is one runner's own, so that no other text has it. */
const PASSING =
  /^\S+::\S.* PASSED(?:\s+\[\s*\d+%\])?\s*$|^(?:\[gw\d+\] \[\s*\d+%\] )?PASSED \S+::\S+\s*$|^\S+\.py \.+\s*(?:\[\s*\d+%\])?\s*$|^\s*--- PASS: \S+ \([\d.]+s\)\s*$|^=== (?:RUN|PAUSE|CONT)\s+\S+\s*$|^test \S+(?: - .*)? \.\.\. ok\s*$|^test\w* \([\w.]+\)(?:\s.*)? \.\.\. ok\s*$|^\[\s+(?:OK|RUN)\s+\] \S+|^\S.* > \S.* PASSED\s*$|^\s*\d+\/\d+ Test\s+#\d+: .*Passed\s+[\d.]+ sec\s*$|^\s+Passed \S+ \[[^\]]+\]\s*$/u;
/** Forms that other texts may have too: only where the text is a test runner's. */
const PASSING_IN_RUN = /^\s*[✓✔√]\s+\S|^\s*ok \d+\b(?!.*#\s*(?:skip|todo))|^PASS\s+\S+/iu;
const TEST_RUN =
  /^\s*(?:Tests?|Test Suites|Test Files):?\s+.*\d+ (?:passed|failed)|^\s*\d+ passing\b|^TAP version \d+|^\d+\.\.\d+\s*$|^# (?:tests|pass|fail) \d+/imu;

const isBlank = (line: string) => line.trim() === '';

/** Leaves out runs of lines that say that tests passed. What failed, was skipped or sums up stays. */
export function leaveOutPassing(lines: readonly string[]): string[] {
  const isRun = TEST_RUN.test(lines.join('\n'));
  const passes = (line: string) =>
    (PASSING.test(line) || (isRun && PASSING_IN_RUN.test(line))) && !isVital(line);
  return rewriteRuns(lines, (at) => {
    if (!passes(lines[at] ?? '')) return undefined;
    let to = runEnd(lines, at, (line) => passes(line) || isBlank(line));
    while (to > at && isBlank(lines[to - 1] ?? '')) to -= 1;
    const passing = lines.slice(at, to).filter((line) => !isBlank(line)).length;
    if (passing < LEAST_PASSING) return undefined;
    return { to, lines: [leftOut(counted(passing, 'passing test line'))] };
  });
}

const BAR = /[=#█▉▊▋▌▍▎▏░▒▓━╸╺⣿─]{4,}[>\s|\]╺━─-]|\[[=#>.\s-]{6,}\]|\|[█▉▊▋▌▍▎▏#\s]{4,}\|/u;
const AMOUNT =
  /\d{1,3}(?:\.\d+)?\s?%|\d+(?:\.\d+)?\s?[kKMG]i?B?\s?\/\s?\d+(?:\.\d+)?\s?[kKMG]i?B|\d+\/\d+ \[/u;
const COUNTED_UP = /^(?:remote: )?[A-Z][\w ]{3,40}: +\d{1,3}% \(\d+\/\d+\)/u;
const SPINNER = /^\s*[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏⣾⣽⣻⢿⡿⣟⣯⣷|/\\-]\s+\S.*(?:\.{3}|…|\d%)/u;

/** What was measured meanwhile, such as the loss of a model in training. */
const MEASURED = /[A-Za-z_]\s*[:=]\s*-?\d+\.\d+(?:e[+-]?\d+)?(?![\w:])/u;

const isProgress = (line: string): boolean =>
  !MEASURED.test(line) &&
  ((BAR.test(line) && AMOUNT.test(line)) || COUNTED_UP.test(line) || SPINNER.test(line)) &&
  !isVital(line);

/** Of the bars that a program draws one after the other the last one stays. */
export function leaveOutProgress(lines: readonly string[]): string[] {
  return rewriteRuns(lines, (at) => {
    if (!isProgress(lines[at] ?? '')) return undefined;
    const to = runEnd(lines, at, isProgress);
    if (to - at < LEAST_PROGRESS) return undefined;
    return { to, lines: [leftOut(counted(to - at - 1, 'progress line')), lines[to - 1] ?? ''] };
  });
}

/** What a terminal shows of lines: what was written last over the rest, without colours. Vital pieces stay lines. */
export function asShown(lines: readonly string[]): string[] {
  return lines.flatMap((raw) => {
    const line = raw.replace(ESCAPES, '');
    if (!line.includes('\r')) return [line];
    const pieces = line.split('\r').filter((piece) => piece.trim() !== '');
    const last = pieces.pop() ?? '';
    return [...pieces.filter(isVital), last];
  });
}
// eslint-disable-next-line no-control-regex
const ESCAPES = /\u001b\[[\d;?]*[A-Za-z]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/gu;
