import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { createCrossEncoder, type CrossEncoder } from '../../hooks-server/verification/cross-encoder.js';
import { verificationSettings } from '../../hooks-server/verification/settings.js';
import type { Verdict } from '../../hooks-server/verification/verdict.js';
import { DeadlineError, UnavailableError } from '../../hooks-server/errors.js';
import { writeTinyCrossEncoder } from '../support/tiny-onnx.js';
import { counted, createTestCache, outcomeOf, stored } from '../cache/support.js';

const WORDS = { car: 1, auto: 1, truck: 3, wash: 5 };

let folder: string;
const opened: CrossEncoder[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cross-encoder-'));
  await writeTinyCrossEncoder(folder, WORDS);
});

afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()));
  await rm(folder, { recursive: true });
});

type Input = z.input<typeof verificationSettings>['crossEncoder'];

async function open(input: Input = {}, onFault?: (error: unknown) => void): Promise<CrossEncoder> {
  const { crossEncoder } = verificationSettings.parse({
    crossEncoder: { modelDir: folder, deadlineMs: 60_000, ...input },
  });
  const created = await createCrossEncoder(crossEncoder, onFault && { onFault });
  if (!created) throw new Error('a model is configured');
  opened.push(created);
  return created;
}

describe('the cross-encoder', () => {
  it('is off unless a model is configured', async () => {
    expect(await createCrossEncoder(verificationSettings.parse({}).crossEncoder)).toBeUndefined();
  });

  it('reads both texts, and accepts from its threshold on', async () => {
    const crossEncoder = await open();
    expect(await crossEncoder.judge('wash car', 'wash auto')).toMatchObject({ accept: true });
    const rejected = await crossEncoder.judge('wash car', 'wash truck');
    expect(rejected).toMatchObject({ accept: false, guard: 'cross_encoder' });
    const lenient = await open({ threshold: rejected.score });
    expect(await lenient.judge('wash car', 'wash truck')).toEqual({ accept: true, score: rejected.score });
  });

  it('takes one logit for a log-odds, and two for different and same', async () => {
    const twoFolder = join(folder, 'two');
    await writeTinyCrossEncoder(twoFolder, WORDS, { bias: [-1, 1], slope: [1, -1] });
    const two = await open({ modelDir: twoFolder });
    const one = await open();
    expect((await one.judge('car', 'auto')).score).toBeCloseTo(1 / (1 + Math.exp(-4)), 5);
    expect((await two.judge('car', 'auto')).score).toBeCloseTo(1 / (1 + Math.exp(-2)), 5);
    expect((await two.judge('car', 'truck')).score).toBeCloseTo(1 / (1 + Math.exp(2)), 5);
  });

  it('never judges a pair by a part of it', async () => {
    const crossEncoder = await open({ maxTokens: 16, threshold: 0 });
    expect(await crossEncoder.judge('car', 'auto')).toMatchObject({ accept: true });
    expect(await crossEncoder.judge('car', `auto ${'wash '.repeat(20)}`)).toMatchObject({
      accept: false,
      guard: 'cross_encoder',
    });
  });

  it('refuses a folder without a model, and a model that is no cross-encoder, at the start', async () => {
    await expect(open({ modelDir: join(folder, 'nowhere') })).rejects.toThrow('No cross-encoder in');
    const threeFolder = join(folder, 'three');
    await writeTinyCrossEncoder(threeFolder, WORDS, { bias: [0, 0, 0], slope: [1, 1, 1] });
    await expect(open({ modelDir: threeFolder })).rejects.toThrow('cannot be loaded');
  });

  it('gives up at its deadline, and rejects the candidate', async () => {
    const faults: unknown[] = [];
    const crossEncoder = await open({ deadlineMs: 1 }, (error) => faults.push(error));
    // Cutting this many words takes any machine far longer than the deadline.
    const verdict = await crossEncoder.judge('car '.repeat(100_000), 'auto');
    expect(verdict).toEqual({ accept: false, score: 0, guard: 'cross_encoder_deadline' });
    expect(faults).toEqual([expect.any(DeadlineError)]);
  });

  it('rejects the candidate when it cannot run', async () => {
    const faults: unknown[] = [];
    const crossEncoder = await open({}, (error) => faults.push(error));
    await crossEncoder.close();
    expect(await crossEncoder.judge('car', 'auto')).toEqual({
      accept: false,
      score: 0,
      guard: 'cross_encoder_fault',
    });
    expect(faults).toEqual([expect.any(UnavailableError)]);
  });
});

describe('a look-up with a cross-encoder', () => {
  const settings = { deadlineMs: 60_000, semantic: { threshold: 0.4 } };
  const rejections = (metrics: Parameters<typeof counted>[0], guard: string) =>
    counted(metrics, 'litellm_cache_rejected_candidates_total', { guard });

  it('serves only what it accepts too, and a rejected best candidate does not hide a good second', async () => {
    const { cache, metrics } = createTestCache(settings, { crossEncoder: await open() });
    await stored(cache, 'wash the car truck');
    expect(await outcomeOf(cache, 'wash the car')).toBe('rejected');
    expect(await rejections(metrics, 'cross_encoder')).toBe(1);
    await stored(cache, 'wash the blue shiny car');
    expect(await outcomeOf(cache, 'wash the car')).toBe('semantic');
    expect(await rejections(metrics, 'cross_encoder')).toBe(2);
  });

  it('asks it only about candidates that the verifier accepted, and never when verification is off', async () => {
    const asked: string[] = [];
    const judge = (_query: string, candidate: string): Promise<Verdict> => {
      asked.push(candidate);
      return Promise.resolve({ accept: true, score: 1 });
    };
    const { cache } = createTestCache(settings, { crossEncoder: { judge } });
    await stored(cache, 'wash the car 7');
    expect(await outcomeOf(cache, 'wash the car 8')).toBe('rejected');
    expect(asked).toEqual([]);
    expect(await outcomeOf(cache, 'please wash the car 7')).toBe('semantic');
    expect(asked).toEqual(['wash the car 7']);
    const off = createTestCache(
      { semantic: { threshold: 0.4, verification: 'off' } },
      { crossEncoder: { judge } },
    );
    await stored(off.cache, 'wash the car');
    expect(await outcomeOf(off.cache, 'please wash the car')).toBe('semantic');
    expect(asked).toHaveLength(1);
  });

  it('misses, and says why, when it cannot run', async () => {
    const crossEncoder = await open();
    const { cache, metrics } = createTestCache(settings, { crossEncoder });
    await stored(cache, 'wash the car');
    await crossEncoder.close();
    expect(await outcomeOf(cache, 'please wash the car')).toBe('rejected');
    expect(await rejections(metrics, 'cross_encoder_fault')).toBe(1);
    expect(await outcomeOf(cache, 'wash the car')).toBe('exact');
  });
});
