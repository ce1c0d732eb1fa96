import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeadlineError, UnavailableError } from '../../hooks-server/errors.js';
import { loadStaticTable } from '../../hooks-server/vectors/static-table.js';
import { createCrossEncoder, type CrossEncoder } from '../../hooks-server/verification/cross-encoder.js';
import { createJudge } from '../../hooks-server/verification/judge.js';
import type { FirstLook } from '../../hooks-server/verification/verify.js';

const table = await loadStaticTable();
const RUNNING = { threads: 1, queue: 16, deadlineMs: 60_000 };
const wanted = (a: string, b: string, needed = Infinity) => ({ texts: [a, b] as const, needed });

describe('the cross-encoder that ships with the service', () => {
  let crossEncoder: CrossEncoder;

  beforeAll(async () => {
    crossEncoder = await createCrossEncoder(RUNNING, { table });
  });
  afterAll(() => crossEncoder.close());

  it('holds a paraphrase for likelier than another question, in several languages', async () => {
    for (const [text, paraphrase, other] of [
      ['How do I install Docker?', 'What is the way to install Docker?', 'How do I remove Docker?'],
      ['Wie installiere ich Docker?', 'Wie kann ich Docker installieren?', 'Wie entferne ich Docker?'],
      ['怎么安装微信?', '微信怎么装?', '怎么卸载微信?'],
    ] as const) {
      const [same, different] = await crossEncoder.score([wanted(text, paraphrase), wanted(text, other)]);
      expect(same).toBeGreaterThan(different!);
    }
  });

  it('gives a pair the same score alone, among others, and the other way round', async () => {
    const [alone] = await crossEncoder.score([wanted('What is rust?', 'Tell me what rust is')]);
    const [, among] = await crossEncoder.score([
      wanted('a', 'b'),
      wanted('Tell me what rust is', 'What is rust?'),
    ]);
    expect(among).toBe(alone);
  });

  it('stops at the first pair that reaches what it needs', async () => {
    expect(await crossEncoder.score([wanted('x', 'x', -100), wanted('y', 'y', -100)])).toEqual([
      expect.any(Number),
      null,
    ]);
  });

  it('never judges a pair by a part of it', async () => {
    expect(await crossEncoder.score([wanted('car', `auto ${'wash '.repeat(200)}`)])).toEqual([null]);
  });
});

describe('starting and stopping', () => {
  // In a process of its own: ended in the midst of it, the runtime takes the whole process with it.
  it.each([100, 200, 300, 400])(
    'waits for a model that is being opened, %i ms after the start',
    (delayMs) => {
      const module = new URL('../../hooks-server/verification/cross-encoder.js', import.meta.url).href;
      const script = `
      const { createCrossEncoder } = await import('${module}');
      const crossEncoder = await createCrossEncoder(${JSON.stringify(RUNNING)}, { table: { piecesOf: () => [] } });
      setTimeout(() => void crossEncoder.close().then(() => process.exit(3)), ${delayMs});
    `;
      const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '' },
      });
      expect([run.status, run.signal, run.stderr]).toEqual([3, null, '']);
    },
    60_000,
  );

  it('refuses a file that is not there', async () => {
    const options = { table, network: '/no/such/model.onnx' };
    await expect(createCrossEncoder(RUNNING, options)).rejects.toThrow('No cross-encoder: expected /no/such');
  });

  it('starts without waiting for the model, and rejects what it is asked when that is unusable', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cross-encoder-'));
    const network = join(folder, 'model.onnx');
    await writeFile(network, 'no model');
    const faults: unknown[] = [];
    const options = { table, network, onFault: (error: unknown) => faults.push(error) };
    const crossEncoder = await createCrossEncoder(RUNNING, options);
    await expect(crossEncoder.score([wanted('car', 'auto')])).rejects.toThrow(UnavailableError);
    expect(faults).toEqual([expect.any(UnavailableError)]);
    await crossEncoder.close();
    await rm(folder, { recursive: true });
  });

  it('gives up at its deadline, and at once when it is closed', async () => {
    const crossEncoder = await createCrossEncoder({ ...RUNNING, deadlineMs: 1 }, { table });
    // Cutting this many words takes any machine far longer than the deadline.
    await expect(crossEncoder.score([wanted('car '.repeat(5_000), 'auto')])).rejects.toThrow(DeadlineError);
    await crossEncoder.close();
    await expect(crossEncoder.score([wanted('car', 'auto')])).rejects.toThrow(UnavailableError);
  });
});

describe('the judge', () => {
  const calibration = { bias: 0, trees: 1, crossEncoder: 1, lowest: -5, highest: 5 };
  const weights = {
    calibration: { chinese: calibration, japaneseKorean: { ...calibration, bias: -2 }, other: calibration },
    treesAlone: { bias: 0, trees: 1 },
  };
  const looks: Readonly<Record<string, FirstLook>> = {
    likely: { logit: 1, weakness: 'low_score' },
    unlikely: { logit: -1, weakness: 'entity' },
    hopeless: { logit: -9, weakness: 'low_score' },
    rejected: { logit: -Infinity, rejectedBy: 'number' },
    same: { logit: Infinity },
  };
  const near = (...texts: string[]) => texts.map((text) => ({ text, cosine: 0.9 }));
  const options = { mode: 'standard', threshold: 0.8 } as const;

  function judgeWith(logits: Readonly<Record<string, number>> | Error) {
    const asked: string[][] = [];
    const faults: unknown[] = [];
    const judge = createJudge({
      verify: (_query, candidate) => looks[candidate]!,
      crossEncoder: {
        score(pairs) {
          asked.push(pairs.map(({ texts }) => texts[1]));
          if (logits instanceof Error) return Promise.reject(logits);
          return Promise.resolve(pairs.map(({ texts }) => logits[texts[1]] ?? null));
        },
      },
      weights,
      onFault: (error) => faults.push(error),
    });
    return { judge, asked, faults };
  }

  it('adds up what both models say, in one run, likeliest first, and never asks about what cannot pass', async () => {
    const { judge, asked } = judgeWith({ likely: 1, unlikely: 0 });
    const verdicts = await judge.judge('q', near('unlikely', 'hopeless', 'rejected', 'likely'), options);
    expect(asked).toEqual([['likely', 'unlikely']]);
    expect(verdicts.map(({ guard }) => guard)).toEqual(['entity', 'low_score', 'number', undefined]);
    expect(verdicts.map(({ score }) => Number(score.toFixed(3)))).toEqual([0.269, 0, 0, 0.881]);
  });

  it('lets the trees hear the cross-encoder, but in scripts of which they know little', async () => {
    const together = (crossEncoder: number) => (crossEncoder > 0 ? 3 : -3);
    const verdictOn = async (query: string, crossEncoder: number) => {
      const judge = createJudge({
        verify: () => ({ logit: 1, together }),
        crossEncoder: { score: (pairs) => Promise.resolve(pairs.map(() => crossEncoder)) },
        weights,
      });
      const [verdict] = await judge.judge(query, near('text'), options);
      return Number(verdict!.score.toFixed(3));
    };
    expect(await verdictOn('q', 0.5)).toBe(0.971);
    expect(await verdictOn('q', -0.5)).toBe(0.029);
    expect(await verdictOn('東京はどこ', 0.5)).toBe(0.378);
  });

  it('serves nothing against what a pair needs of it at least, whatever the trees say', async () => {
    const needs: number[] = [];
    const verdictOn = async (crossEncoder: number) => {
      const judge = createJudge({
        verify: () => ({ logit: 9, together: () => 9, least: 1 }),
        crossEncoder: {
          score: (pairs) => {
            needs.push(...pairs.map(({ needed }) => needed));
            return Promise.resolve(pairs.map(() => crossEncoder));
          },
        },
        weights,
      });
      const [verdict] = await judge.judge('q', near('text'), options);
      return verdict!.score;
    };
    expect(await verdictOn(0.99)).toBe(0);
    expect(await verdictOn(1)).toBeGreaterThan(0.99);
    expect(needs).toEqual([1, 1]);
  });

  it('weighs Chinese, Japanese and Korean by figures of their own', async () => {
    const { judge } = judgeWith({ likely: 1 });
    const [verdict] = await judge.judge('東京はどこ', near('likely'), options);
    expect(verdict!.score).toBeCloseTo(1 / (1 + Math.exp(0)), 3);
  });

  it('asks no model about equal words', async () => {
    const { judge, asked } = judgeWith({});
    expect(await judge.judge('q', near('likely', 'same'), options)).toMatchObject([{}, { score: 1 }]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['cross_encoder_deadline', new DeadlineError('late')],
    ['cross_encoder_fault', new UnavailableError('closed')],
  ])('rejects what the model could not judge: %s', async (guard, error) => {
    const { judge, faults } = judgeWith(error);
    expect(await judge.judge('q', near('likely'), options)).toEqual([{ score: 0, guard }]);
    expect(faults).toEqual([error]);
  });

  it('trusts the cosine alone when verification is off', async () => {
    const { judge, asked } = judgeWith({});
    expect(await judge.judge('q', near('rejected'), { ...options, mode: 'off' })).toEqual([{ score: 0.9 }]);
    expect(asked).toEqual([]);
  });

  it('lets other requests have their turn between candidates that take long to compare', async () => {
    const order: string[] = [];
    const judge = createJudge({
      verify: (_query, candidate) => {
        const until = performance.now() + 6;
        while (performance.now() < until);
        order.push(candidate);
        return looks['rejected']!;
      },
      weights,
    });
    setImmediate(() => order.push('another request'));
    await judge.judge('q', near('one', 'two', 'three'), options);
    expect(order).toEqual(['one', 'another request', 'two', 'three']);
  });
});
