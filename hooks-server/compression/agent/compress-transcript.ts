import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { DeadlineError } from '../../errors.js';
import type { TranscriptItem } from '../../litellm/transcript.js';
import type { CompressionRequest, TextChange } from '../result.js';
import type { Runner } from '../runner.js';
import { blobHeads, speaksOfBlobs } from './blobs.js';
import type { CompactedResult, ResultJob } from './compact-all.js';
import { stepsOf, type Placed, type Step } from './steps.js';

/** What came of an agent's conversation. */
export interface TranscriptOutcome {
  readonly changes: readonly TextChange[];
  /** Tokens of the results that steps have closed, before and after. */
  readonly originalTokens: number;
  readonly compressedTokens: number;
  readonly exact: boolean;
  readonly reason: 'compressed' | 'incompressible' | 'nothing_to_compress' | 'provider_cached';
}

/** Shorter results (characters) are not looked at: a mark costs about as much as they could save. */
const LEAST_RESULT = 400;

/** Characters that are sent to a worker at once, so that what is done before the deadline is known in the next turn. */
const AT_ONCE = 100_000;

const MOST_CHARACTERS = 8_000_000;
const MOST_RESULTS = 5_000;

const NOTHING = { changes: [], originalTokens: 0, compressedTokens: 0, exact: true } as const;

const keyOf = (model: string, { text, used }: ResultJob): string =>
  createHash('sha256').update(JSON.stringify([model, used])).update(text).digest('base64');

/** The blobs of a result that something said after it may need. Later results do not count: they are not about it. */
function usedBlobs({ item, result }: Placed, items: readonly TranscriptItem[]): string[] {
  const heads = blobHeads(result.text);
  if (heads.length === 0) return [];
  const later = items.slice(item + 1);
  if (later.some(({ byUser, said }) => byUser && speaksOfBlobs(said))) return heads;
  return heads.filter((head) => later.some(({ said }) => said.includes(head)));
}

/** Parts a list so that no part has more characters than are sent at once, but for a single long result. */
function batchesOf(jobs: readonly ResultJob[]): ResultJob[][] {
  const batches: ResultJob[][] = [];
  let size = Infinity;
  for (const job of jobs) {
    if (size + job.text.length > AT_ONCE) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(job);
    size += job.text.length;
  }
  return batches;
}

interface Candidate {
  readonly placed: Placed;
  readonly job: ResultJob;
  readonly key: string;
}

/** A step is taken only where it saves this share of its results' tokens; otherwise they stay as they are for good. */
function changesOf(
  candidates: readonly Candidate[],
  known: ReadonlyMap<string, CompactedResult>,
  leastSaving: number,
): TextChange[] {
  const compacted = candidates.map(({ placed, key }) => ({ placed, to: known.get(key) }));
  const before = compacted.reduce((sum, { to }) => sum + (to?.originalTokens ?? 0), 0);
  const after = compacted.reduce((sum, { to }) => sum + (to?.compactTokens ?? 0), 0);
  if (before - after < before * leastSaving) return [];
  return compacted.flatMap(({ placed, to }) =>
    to?.text === undefined ? [] : [{ message: placed.item, path: placed.result.path, text: to.text }],
  );
}

/** Compresses the results of earlier tool calls; remembers what each came to, as they come again with every turn. */
export function createTranscriptCompressor(runner: Runner) {
  const remembered = new LRUCache<string, CompactedResult>({
    max: MOST_RESULTS,
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ text }) => 1 + (text?.length ?? 0),
  });

  async function compacted(candidates: readonly Candidate[], model: string, deadlineMs: number) {
    const known = new Map<string, CompactedResult>();
    const unknown = new Map<string, ResultJob>();
    for (const { key, job } of candidates) {
      const before = remembered.get(key);
      if (before) known.set(key, before);
      else unknown.set(key, job);
    }
    const expiresAt = Date.now() + deadlineMs;
    const keys = [...unknown.keys()];
    for (const results of batchesOf([...unknown.values()])) {
      const left = expiresAt - Date.now();
      if (left <= 0) throw new DeadlineError();
      const answer = await runner.run({ kind: 'compact', model, results, expiresAt }, left);
      for (const result of answer as readonly CompactedResult[]) {
        const key = keys.shift() ?? '';
        known.set(key, result);
        remembered.set(key, result);
      }
    }
    return known;
  }

  const candidatesOf = (step: Step, items: readonly TranscriptItem[], model: string): Candidate[] =>
    step.results
      .filter(({ result }) => result.text.length >= LEAST_RESULT)
      .map((placed) => {
        const job = { text: placed.result.text, used: usedBlobs(placed, items) };
        return { placed, job, key: keyOf(model, job) };
      });

  /** Throws DeadlineError, a broken circuit's error, or what went wrong. */
  return async function compressTranscript(request: CompressionRequest): Promise<TranscriptOutcome> {
    const { model, settings, deadlineMs = settings.deadlineMs } = request;
    const items = request.transcript?.() ?? [];
    // The client says what is cached, and moves the mark from turn to turn: nothing under it may change.
    if (items.some(({ marked }) => marked)) return { ...NOTHING, reason: 'provider_cached' };
    const steps = stepsOf(items, settings.agent.stepCharacters).map((step) => candidatesOf(step, items, model));
    const all = steps.flat();
    if (all.length === 0) return { ...NOTHING, reason: 'nothing_to_compress' };
    const known = await compacted(all, model, deadlineMs);
    const changes = steps.flatMap((step) => changesOf(step, known, settings.agent.leastSaving));
    const changed = new Set(changes.map(({ path }) => path));
    const tokens = all.map(({ placed, key }) => {
      const { originalTokens = 0, compactTokens = 0, exact = false } = known.get(key) ?? {};
      return { before: originalTokens, after: changed.has(placed.result.path) ? compactTokens : originalTokens, exact };
    });
    return {
      changes,
      originalTokens: tokens.reduce((sum, { before }) => sum + before, 0),
      compressedTokens: tokens.reduce((sum, { after }) => sum + after, 0),
      exact: tokens.every(({ exact }) => exact),
      reason: changes.length > 0 ? 'compressed' : 'incompressible',
    };
  };
}

export type TranscriptCompressor = ReturnType<typeof createTranscriptCompressor>;
