import fc from 'fast-check';
import { compactResult } from '../../../hooks-server/compression/agent/compact-result.js';
import { isMark } from '../../../hooks-server/compression/agent/mark.js';

const VITAL = [
  'ERROR: could not connect to 10.0.0.7:5432',
  'npm ERR! code ELIFECYCLE',
  '    at Object.<anonymous> (/app/src/index.js:12:5)',
  '  File "/srv/app/main.py", line 42, in run',
  'exit code 137',
  'process exited with status 1',
  'FAILED tests/test_a.py::test_b - assert 1 == 2',
  'warning: unused variable `x`',
  'src/main.rs:10:9: error[E0308]: mismatched types',
  'Fehler: Datei nicht gefunden',
  'ошибка: не удалось открыть файл',
  '错误：连接失败',
  '2024-05-01T10:00:00Z WARN queue is full',
  '✗ renders the page',
  '3 skipped',
];

const NOISE = [
  (at: number) => `tests/test_core.py::test_${at} PASSED [ ${at % 100}%]`,
  (at: number) => `2024-05-01T10:00:${String(at % 60).padStart(2, '0')}Z INFO poll ${at} done`,
  (at: number) => `--- PASS: TestCase${at} (0.01s)`,
  (at: number) => `fetch ${at % 100}% [=====>    ] ${at}/400 MB`,
  (at: number) => `./src/lib/part/file${at}.ts`,
  (at: number) => `-rw-r--r--  1 dev dev  ${at} Nov 29 16:18 file${at}.txt`,
  () => 'Waiting for the lock to be released',
  (at: number) => `src/app.ts:${at}:const value = ${at};`,
];

const block = fc
  .tuple(fc.constantFrom(...NOISE), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 500 }))
  .map(([line, count, from]) => Array.from({ length: count }, (_, at) => line(from + at)));
const output = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: block },
      { weight: 1, arbitrary: fc.constantFrom(...VITAL).map((line) => [line]) },
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((blocks) => blocks.flat());

/** Lines that the marks of a text say were left out. */
const markedLines = (lines: readonly string[]): number =>
  lines.reduce((sum, line) => {
    const [, count] = /^\[… (\d+) (?:passing test line|progress line|line)s? /u.exec(line) ?? [];
    const [, times] = /^\[… the same line (\d+) more time/u.exec(line) ?? [];
    return sum + Number(count ?? times ?? 0);
  }, 0);

describe('whatever a tool prints', () => {
  it('errors, exit codes, warnings and places in files stay byte for byte and in order', () => {
    fc.assert(
      fc.property(output, (lines) => {
        const vital = (all: readonly string[]) => all.filter((line) => VITAL.includes(line));
        const got = compactResult(lines.join('\n'), () => false).split('\n');
        // The same line in a row is said once, with its count.
        const once = vital(lines).filter((line, at, all) => line !== all[at - 1]);
        expect(vital(got).filter((line, at, all) => line !== all[at - 1])).toEqual(once);
      }),
      { numRuns: 400 },
    );
  });

  it('marks say how many lines were left out: none is missing', () => {
    fc.assert(
      fc.property(output, (lines) => {
        const got = compactResult(lines.join('\n'), () => false).split('\n');
        const headings = got.filter((line) => line.endsWith('/:') || line.endsWith('.ts:')).length;
        const kept = got.filter((line) => !isMark(line)).length - headings;
        expect(kept + markedLines(got)).toBe(lines.length);
      }),
      { numRuns: 400 },
    );
  });

  it('what was compacted once is not compacted again', () => {
    fc.assert(
      fc.property(output, (lines) => {
        const once = compactResult(lines.join('\n'), () => false);
        const again = compactResult(once, () => false);
        expect(again.split('\n').filter((line) => VITAL.includes(line))).toEqual(
          once.split('\n').filter((line) => VITAL.includes(line)),
        );
      }),
    );
  });
});
