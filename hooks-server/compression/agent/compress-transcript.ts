import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { DeadlineError } from '../../errors.js';
import type { TranscriptItem } from '../../litellm/transcript.js';
import type { CompressionReason, CompressionRequest, TextChange } from '../result.js';
import type { Runner } from '../runner.js';
import { blobHeads, speaksOfBlobs } from './blobs.js';
import type { CompactedResult, StepJob } from './compact-step.js';
import { stepsOf, type Placed } from './steps.js';

/** What came of an agent's conversation. */
export interface TranscriptOutcome {
  readonly changes: readonly TextChange[];
  /** Tokens of the results that steps have closed, before and after. */
  readonly originalTokens: number;
  readonly compressedTokens: number;
  readonly exact: boolean;
  readonly reason: Extract<
    CompressionReason,
    'compressed' | 'incompressible' | 'nothing_to_compress' | 'provider_cached' | 'above_maximum'
  >;
}

/** Shorter results (characters) are not looked at: a mark costs about as much as they could save. */
const LEAST_RESULT = 400;

/** Characters of shortened results that are remembered. */
const MOST_CHARACTERS = 8_000_000;
const MOST_STEPS = 2_000;

const NOTHING = { changes: [], originalTokens: 0, compressedTokens: 0, exact: true } as const;

/** The blobs of a result that something said after it may need. Later results do not count: they are not about it. */
function usedBlobs({ item, result }: Placed, items: readonly TranscriptItem[]): string[] {
  const heads = blobHeads(result.text);
  if (heads.length === 0) return [];
  const later = items.slice(item + 1);
  if (later.some(({ byUser, said }) => byUser && speaksOfBlobs(said()))) return heads;
  return heads.filter((head) => later.some(({ said }) => said().includes(head)));
}

/** A step's work. A result with too few characters is none of it, but may hold what an earlier one does. */
function jobOf(results: readonly Placed[], until: number, items: readonly TranscriptItem[]): StepJob {
  const first = results[0]?.item ?? 0;
  const sent = items
    .slice(first, until)
    .flatMap((item, at) => item.results.map(({ text }) => ({ text, item: first + at })));
  return {
    later: sent.map(({ text }) => text),
    results: results.map((placed) => ({
      text: placed.result.text,
      used: usedBlobs(placed, items),
      laterFrom: sent.filter(({ item }) => item <= placed.item).length,
    })),
  };
}

const keyOf = (model: string, job: StepJob): string =>
  createHash('sha256')
    .update(JSON.stringify([model, job]))
    .digest('base64');

interface DoneStep {
  readonly results: readonly Placed[];
  readonly compacted: readonly CompactedResult[];
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** A step is taken only where it saves this share of its results' tokens; otherwise they stay as they are for good. */
function outcomeOf({ results, compacted }: DoneStep, leastSaving: number): TranscriptOutcome {
  const before = sumOf(compacted.map(({ originalTokens }) => originalTokens));
  const after = sumOf(compacted.map(({ compactTokens }) => compactTokens));
  const isTaken = after < before && before - after >= before * leastSaving;
  const changes = results.flatMap(({ item, result }, at) => {
    const text = compacted[at]?.text;
    return isTaken && text !== undefined ? [{ message: item, path: result.path, text }] : [];
  });
  return {
    changes,
    originalTokens: before,
    compressedTokens: isTaken ? after : before,
    exact: compacted.every(({ exact }) => exact),
    reason: isTaken ? 'compressed' : 'incompressible',
  };
}

/** Compresses the results of earlier tool calls; remembers what each step came to, as it comes again with every turn. */
export function createTranscriptCompressor(runner: Runner) {
  const remembered = new LRUCache<string, readonly CompactedResult[]>({
    max: MOST_STEPS,
    maxSize: MOST_CHARACTERS,
    sizeCalculation: (results) => 1 + sumOf(results.map(({ text }) => text?.length ?? 0)),
  });

  async function compacted(job: StepJob, model: string, leftMs: number): Promise<readonly CompactedResult[]> {
    const key = keyOf(model, job);
    const known = remembered.get(key);
    if (known) return known;
    if (leftMs <= 0) throw new DeadlineError();
    const answer = await runner.run({ kind: 'compact', model, step: job }, leftMs);
    const results = answer as readonly CompactedResult[];
    remembered.set(key, results);
    return results;
  }

  /** Throws DeadlineError, a broken circuit's error, or what went wrong. */
  return async function compressTranscript(request: CompressionRequest): Promise<TranscriptOutcome> {
    const { model, settings, deadlineMs = settings.deadlineMs } = request;
    const { stepCharacters, leastSaving } = settings.agent;
    const items = request.transcript?.() ?? [];
    // The client says what is cached, and moves the mark from turn to turn: nothing under it may change.
    if (items.some(({ marked }) => marked)) return { ...NOTHING, reason: 'provider_cached' };
    const characters = sumOf(items.flatMap((item) => item.results.map(({ text }) => text.length)));
    if (characters > settings.maximumCharacters) return { ...NOTHING, reason: 'above_maximum' };
    const expiresAt = Date.now() + deadlineMs;
    const outcomes: TranscriptOutcome[] = [];
    // One after the other: what was done before the deadline is known in the next turn.
    for (const { results: closed, until } of stepsOf(items, stepCharacters)) {
      const results = closed.filter(({ result }) => result.text.length >= LEAST_RESULT);
      if (results.length === 0) continue;
      const job = jobOf(results, until, items);
      const done = { results, compacted: await compacted(job, model, expiresAt - Date.now()) };
      outcomes.push(outcomeOf(done, leastSaving));
    }
    if (outcomes.length === 0) return { ...NOTHING, reason: 'nothing_to_compress' };
    return {
      changes: outcomes.flatMap(({ changes }) => changes),
      originalTokens: sumOf(outcomes.map(({ originalTokens }) => originalTokens)),
      compressedTokens: sumOf(outcomes.map(({ compressedTokens }) => compressedTokens)),
      exact: outcomes.every(({ exact }) => exact),
      reason: outcomes.some(({ reason }) => reason === 'compressed') ? 'compressed' : 'incompressible',
    };
  };
}

export type TranscriptCompressor = ReturnType<typeof createTranscriptCompressor>;
