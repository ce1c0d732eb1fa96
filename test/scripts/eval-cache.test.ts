import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, '../../scripts/lab/eval/cache.js');

const TALK = ['Tell me about Rome.', 'Rome is a city.', 'how old is it'];
const LINES = [
  { a: 'How do I reset my password?', b: 'How can I reset my password?', same: 1, kind: 'paraphrase' },
  { a: 'Turn on dark mode', b: 'Turn off dark mode', same: 0, kind: 'negation' },
  { a: TALK, b: TALK, same: 1, kind: 'talk' },
  { a: TALK, b: ['Tell me about Oslo.', 'Oslo is a city.', 'how old is it'], same: 0, kind: 'other-context' },
];

describe('eval:cache', () => {
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pairs-'));
    file = join(folder, 'pairs.jsonl');
    await writeFile(file, LINES.map((line) => JSON.stringify(line)).join('\n'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('prints one JSON object with the rates of texts and of turns', async () => {
    const { stdout } = await run(process.execPath, [SCRIPT, '--pairs', file, '--basis', 'fresh', '--json']);
    const summary = JSON.parse(stdout) as Record<string, unknown>;
    expect(summary).toMatchObject({
      pairs: 4,
      trueHitRate: 1,
      falseHitRate: 0,
      precision: 1,
      byKind: { 'other-context': { n: 1, hitRate: 0 }, talk: { n: 1, hitRate: 1 } },
      basis: 'fresh',
      trueHits: { rate: 1, n: 2, upper: 1 },
      byLanguage: { other: { n: 4 } },
      embedder: 'static',
      threshold: 0.8,
    });
    expect(summary['p50Ms']).toBeLessThanOrEqual(summary['p99Ms'] as number);
  }, 30_000);

  it('trusts the cosine alone, and so errs, when verification is off', async () => {
    const { stdout } = await run(process.execPath, [
      SCRIPT,
      '--pairs',
      file,
      '--embedder',
      'lexical',
      '--mode',
      'off',
      '--json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      byKind: { negation: { hitRate: 1 }, 'other-context': { hitRate: 0 } },
    });
  }, 30_000);

  it.each([
    [['--pairs', 'x', '--basis', 'guessed']],
    [['--pairs', '/no/such/file']],
    [['--pairs', 'x', '--threshold', '7']],
    [['--pairs', 'x', '--embedder', 'magic']],
  ])(
    'says in one sentence what is wrong with %j',
    async (args) => {
      const failure = await run(process.execPath, [SCRIPT, ...args, '--json'], { env: {} }).catch(
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({ code: 1, stdout: '' });
      expect((failure as { stderr: string }).stderr).not.toContain('    at ');
    },
    30_000,
  );
});
