import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-line-'));
  writeFileSync(join(folder, 'broken.jsonl'), '{"text": \n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each<[string, string[], RegExp]>([
  ['reconcile', ['--file', 'nope'], /^nope: cannot be read or written \(ENOENT\)\.\n$/],
  [
    'reconcile',
    ['--file', 'broken.jsonl'],
    /^broken\.jsonl:1: expected one row of the spend log as JSON\.\n$/,
  ],
  ['reconcile', ['--from', 'monday'], /^--from: expected a time in ISO 8601, got monday\.\n$/],
  ['reconcile', ['--litellm', 'http://127.0.0.1:9'], /^No answer: .+\.\n$/],
  ['lab/eval/detection', [], /^error: name what to measure: --injection <file>, --pii <file>, or both\n$/],
  ['lab/eval/detection', ['--injection', 'nope'], /^nope: cannot be read or written \(ENOENT\)\.\n$/],
  [
    'lab/eval/detection',
    ['--pii', 'broken.jsonl'],
    /^broken\.jsonl, case 1: expected a labelled text as JSON/,
  ],
  ['lab/eval/detection', ['--half', '2'], /^error: .*Allowed choices are 0, 1\.\n$/],
  ['lab/bench/cache', ['--entries', 'abc'], /^error: .*Expected a whole number from 1 on\.\n$/],
  ['lab/bench/cache', ['--embedder', 'mine'], /^error: .*Allowed choices are static, local, lexical\.\n$/],
  ['lab/bench/cache', ['--embedder', 'local'], /^No embedding model in nowhere: [^\n]*\n$/],
])(
  '%s %j ends with exit code 1 and one sentence',
  (script, args, sentence) => {
    const path = join(projectRoot, `dist/scripts/${script}.js`);
    const { PATH } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
      cwd: folder,
      env: { PATH, LITELLM_MASTER_KEY: 'none', HOOKS_EMBEDDING_MODEL_DIR: 'nowhere' },
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
  },
  40_000,
);
