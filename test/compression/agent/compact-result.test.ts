import { compactResult } from '../../../hooks-server/compression/agent/compact-result.js';

const compact = (text: string, later: readonly string[] = []) => compactResult(text, () => false, later);
const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

describe('passing tests', () => {
  const runners: Record<string, [passing: (at: number) => string, rest: string]> = {
    pytest: [
      (at) => `tests/test_core.py::test_case_${at} PASSED                [ ${at % 100}%]`,
      'tests/test_core.py::test_sum FAILED\nE   assert 3 == 4\ntests/test_core.py:12: AssertionError\n=== 1 failed, 30 passed in 2.1s ===',
    ],
    jest: [
      (at) => `    ✓ does the thing ${at} (${at} ms)`,
      '    ✕ breaks here (3 ms)\n\nTests:       1 failed, 30 passed, 31 total',
    ],
    go: [
      (at) => `=== RUN   TestThing${at}\n--- PASS: TestThing${at} (0.00s)`,
      '--- FAIL: TestSum (0.00s)\n    sum_test.go:10: got 3, want 4\nFAIL\nexit status 1',
    ],
    cargo: [
      (at) => `test parser::case_${at} ... ok`,
      'test parser::sum ... FAILED\n\ntest result: FAILED. 30 passed; 1 failed; 0 ignored',
    ],
    tap: [(at) => `ok ${at + 1} - case ${at}`, 'not ok 31 - sum\n1..31\n# fail 1'],
    gtest: [
      (at) => `[ RUN      ] Suite.Case${at}\n[       OK ] Suite.Case${at} (0 ms)`,
      '[  FAILED  ] Suite.Sum (1 ms)\n[  PASSED  ] 30 tests.',
    ],
  };

  it.each(Object.entries(runners))(
    '%s: are counted, all that failed or sums up stays',
    (_, [passing, rest]) => {
      const text = `${lines(30, passing)}\n${rest}`;
      const got = compact(text);
      expect(got.length).toBeLessThan(text.length / 3);
      expect(got).toContain(rest);
      expect(got).toMatch(/\[… \d+ passing test lines left out\]/u);
    },
  );

  it('a test that is named after an error stays', () => {
    const text = lines(30, (at) => `t.py::test_${at === 9 ? 'error' : 'case'}_${at} PASSED`);
    expect(compact(text)).toContain('t.py::test_error_9 PASSED');
  });

  it('ticks in a text that is no test run are its content', () => {
    const text = lines(30, (at) => `✓ We ship feature number ${at} to all of you`);
    expect(compact(text)).toBe(text);
  });
});

describe('logs', () => {
  it('counts lines that differ in times and ids only, and keeps the first and the last', () => {
    const text = `${lines(50, (at) => `2024-05-01T10:00:${String(at).padStart(2, '0')}Z INFO worker-3 heartbeat ok in ${at}ms`)}\n2024-05-01T10:01:00Z ERROR worker-3 lost`;
    const got = compact(text);
    expect(got.split('\n')).toHaveLength(4);
    expect(got).toContain('[… 48 lines like these two, at other times]');
    expect(got).toContain('ERROR worker-3 lost');
  });

  it.each([
    ['values', (at: number) => `2024-05-01T10:00:00Z INFO loss=${(at * 7919) % 101}`],
    ['users', (at: number) => `2024-05-01T10:00:00Z INFO user u${(at * 7919) % 101} logged in from office`],
    ['paths', (at: number) => `2024-05-01T10:00:00Z INFO wrote /data/${'abcdefghij'[at % 10]}/out.bin`],
    ['errors', (at: number) => `2024-05-01T10:00:00Z ERROR request ${at} failed`],
  ])('lines that differ in %s stay', (_, line) => {
    const text = lines(30, line);
    expect(compact(text)).toBe(text);
  });

  it('counts the same line, whatever it is', () => {
    expect(compact(`start\n${lines(40, () => 'Waiting for the database to come up')}\nready`)).toBe(
      'start\nWaiting for the database to come up\n[… the same line 39 more times]\nready',
    );
  });

  it('lines of code and rows of data that differ in numbers stay', () => {
    const text = lines(60, (at) => `x${at},${at},${at + 1}`);
    expect(compact(text)).toBe(text);
    const code = lines(60, (at) => `const value${at} = table[${at}];`);
    expect(compact(code)).toBe(code);
  });
});

describe('terminal output', () => {
  it('keeps the last state of a progress bar, and what went wrong meanwhile', () => {
    const bar = lines(20, (at) => `Downloading model ${at * 5}%|${'█'.repeat(at + 4)}   | ${at}/20 MB`);
    const got = compact(`${bar}\nERROR: checksum mismatch\nexit code 1`);
    expect(got).toContain('[… 19 progress lines left out]');
    expect(got).toContain('ERROR: checksum mismatch\nexit code 1');
  });

  it('shows what a terminal shows', () => {
    const text = `a\r${lines(30, (at) => `${at}%`).replaceAll('\n', '\r')}\r100% done\n\u001b[31mred\u001b[0m ${'.'.repeat(40)}`;
    expect(compact(text)).toBe(`100% done\nred ${'.'.repeat(40)}`);
  });
});

describe('listings and searches', () => {
  it('ls -l: every name, size and kind stays, in order', () => {
    const text = `total 8\n${lines(12, (at) => `-rw-r--r--  1 dev dev  ${100 + at} Nov 29 16:18 file ${at}.txt`)}\ndrwxr-xr-x  2 dev dev 4096 Nov 29 16:18 src\n-rwxr-xr-x  1 dev dev 99 Nov 29 16:18 run.sh\nlrwxrwxrwx  1 dev dev 9 Nov 29 16:18 now -> src/a.txt`;
    const got = compact(text);
    expect(got.length).toBeLessThan(text.length / 2);
    expect(got).toContain('[… permissions, owners and times of 15 entries left out]');
    for (const entry of ['100 file 0.txt', '111 file 11.txt', 'src/', '99 run.sh*', '9 now -> src/a.txt'])
      expect(got.split('\n')).toContain(entry);
  });

  it('paths go under their folder, none is lost', () => {
    const text = lines(30, (at) => `./packages/server/src/module-${at % 3 === 0 ? 'x' : 'x'}/file${at}.ts`);
    const got = compact(text);
    expect(got.split('\n')[0]).toBe('./packages/server/src/module-x/:');
    expect(got.match(/file\d+\.ts/gu)).toHaveLength(30);
  });

  it('hits stay with their lines under their path, lines around them are counted', () => {
    const text = lines(10, (at) =>
      [
        `src/app/handler.ts-${at * 10 + 1}-  const before = ${at};`,
        `src/app/handler.ts:${at * 10 + 2}:  retryLater(${at});`,
        `src/app/handler.ts-${at * 10 + 3}-  const after = ${at};`,
        '--',
      ].join('\n'),
    );
    const got = compact(text);
    expect(got.split('\n').slice(0, 3)).toEqual([
      'src/app/handler.ts:',
      '2:  retryLater(0);',
      '12:  retryLater(1);',
    ]);
    expect(got).toContain('[… 20 lines around these hits left out]');
  });

  it('compiler messages are no hits', () => {
    const text = lines(10, (at) => `src/main.c:${at}:5: error: expected ';' before '}' token`);
    expect(compact(text)).toBe(text);
  });
});

describe('what was read again', () => {
  const file = lines(60, (at) => `${at + 1}: const line${at} = compute(${at});`);

  it('is left out of the earlier result where a later one has it byte for byte', () => {
    expect(compact(file, [`[File]\n${file}`])).toBe('[… 60 lines left out that stand in a later result too]');
    expect(compact(file, [])).toBe(file);
  });

  it('what was changed meanwhile stays', () => {
    const edited = file.replace('line30 =', 'renamed =');
    const got = compact(file, [edited]);
    expect(got).toContain('31: const line30 = compute(30);');
    expect(got.length).toBeLessThan(file.length / 3);
  });

  it('errors stay where they were said', () => {
    const run = `${file}\nTypeError: x is not a function\n${file}`;
    expect(compact(run, [run])).toContain('TypeError: x is not a function');
  });
});

describe('blobs', () => {
  const blob = Buffer.from(Array.from({ length: 3_000 }, (_, at) => (at * 7919 + (at >> 3)) % 256)).toString(
    'base64',
  );

  it('type and size stand for a blob that nothing needs', () => {
    const png = `iVBORw0KGgo${blob}`;
    expect(compact(`Saved.\ndata:image/png;base64,${png}\nDone.`)).toBe(
      `Saved.\n[… image/png, base64, ${png.replace(/=+$/u, '').length} characters left out]${/=*$/u.exec(png)?.[0] ?? ''}\nDone.`.replace(
        /\]=+/u,
        ']',
      ),
    );
  });

  it('a blob that is used stays, and so do keys', () => {
    expect(compactResult(blob, (head) => blob.startsWith(head))).toBe(blob);
    const key = `-----BEGIN CERTIFICATE-----\n${blob}\n-----END CERTIFICATE-----`;
    expect(compact(key)).toBe(key);
  });

  it('long paths, words and hashes are no blobs', () => {
    const path = `/usr/share/${'Some-Folder_2/another4Folder/'.repeat(20)}`;
    expect(compact(path)).toBe(path);
    const list = lines(
      30,
      (at) => `/usr/lib/python3/dist-packages/Package${at}/with/a/very/long/folder/name/in/it`,
    );
    expect(compact(list)).not.toContain('base64');
  });
});

describe('what is not touched', () => {
  it('a diff stays byte for byte', () => {
    const diff = `diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,40 +1,40 @@\n${lines(40, () => ' same line of context')}\n`;
    expect(compact(diff, [diff])).toBe(diff);
  });

  it('prose, code and tables stay', () => {
    const text = lines(
      40,
      (at) => `Paragraph ${at} tells of something that nobody else tells of (${at * 37}).`,
    );
    expect(compact(text)).toBe(text);
  });

  it('the output of a shell in JSON is read like any other, and stays JSON', () => {
    const output = `${lines(40, (at) => `t.py::test_${at} PASSED`)}\n40 passed\n`;
    const got = compact(JSON.stringify({ output, metadata: { exit_code: 0 } }, null, 2));
    expect(JSON.parse(got)).toEqual({
      output: '[… 40 passing test lines left out]\n40 passed\n',
      metadata: { exit_code: 0 },
    });
  });
});
