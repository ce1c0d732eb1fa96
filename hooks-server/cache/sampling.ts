import { LRUCache } from 'lru-cache';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { readAnswer, type Answer } from './answer.js';
import { sameAnswer } from './compare-answers.js';
import type { Embedder } from '../vectors/embedding.js';
import { entryId } from './keys.js';
import type { Prepared } from './prepare.js';
import type { RecentLookup } from './recent.js';
import type { CacheStore, Entry } from './stores/store.js';
import { wilsonInterval, type ShareEstimate } from './wilson.js';

/**
 * The estimate of false hits: some semantic hits go to the provider all the same, and its answer is compared with the
 * one the cache would have served.
 */
export interface Sampling {
  /** Remembers that this call's provider answer is to be compared with a stored one; `lookup` is told what came of it. */
  expect(callId: string, prepared: Prepared, stored: Entry, lookup?: RecentLookup): void;
  /** Compares, when the call was expected. Never rejects. */
  compare(callId: string, prepared: Prepared, answer: Answer): Promise<void>;
  estimate(who: string): Promise<ShareEstimate>;
}

export interface SamplingDependencies {
  readonly store: CacheStore;
  readonly embedder?: Embedder | undefined;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly clock: () => number;
}

interface Pending {
  readonly text: string;
  readonly until: number;
  readonly lookup?: RecentLookup;
}

/** Characters of an answer that are compared: enough to tell two answers apart, and little to hold for a call that may never end. */
const COMPARED_CHARACTERS = 4_000;

/**
 * A call that waits for its provider's answer. A client may choose the call's id, so that it counts together with whose
 * call it is and what was asked: nobody else's answer, and no answer to another question, is held against it.
 */
function nameOf(callId: string, { key }: Prepared): string {
  return `${key.who} ${entryId(key)} ${callId}`;
}

/** Calls that may wait for their provider at once; more are not compared. */
const MAX_PENDING = 1_000;

/** Sampling without any pending comparison. Counts live in the store, so that replicas share them. */
export function createSampling({ store, embedder, metrics, log, clock }: SamplingDependencies): Sampling {
  const pending = new LRUCache<string, Pending>({ max: MAX_PENDING });
  const estimate = async (who: string) => {
    const { same, different } = await store.samples(who);
    return wilsonInterval(different, same + different);
  };

  return {
    expect(callId, prepared, stored, lookup) {
      const served = readAnswer(prepared.question.family, JSON.parse(stored.value));
      if (typeof served === 'string') return;
      const until = clock() + prepared.settings.sampling.pendingSeconds * 1_000;
      pending.set(nameOf(callId, prepared), { text: comparable(served), until, ...(lookup && { lookup }) });
    },
    async compare(callId, prepared, answer) {
      const { key, tenant, settings } = prepared;
      const name = nameOf(callId, prepared);
      const expected = pending.get(name);
      pending.delete(name);
      if (expected === undefined || expected.until < clock()) return;
      try {
        const threshold = settings.sampling.answerThreshold;
        const same = await sameAnswer(expected.text, comparable(answer), { embedder, threshold });
        const outcome = same ? 'same' : 'different';
        if (expected.lookup) expected.lookup.compared = outcome;
        metrics.cacheSamples.inc({ tenant: tenant.id, outcome });
        await store.addSample(key.who, outcome);
        publish(metrics, tenant.id, await estimate(key.who));
      } catch (error) {
        metrics.cacheFaults.inc({ stage: 'sample' });
        log.debug(
          { fault: error instanceof Error ? error.name : 'unknown' },
          'a sampled hit was not counted',
        );
      }
    },
    estimate,
  };
}

function comparable({ text }: Answer): string {
  return text.slice(0, COMPARED_CHARACTERS);
}

function publish(metrics: Metrics, tenant: string, { share, lower, upper }: ShareEstimate): void {
  metrics.cacheFalseHits.set({ tenant, bound: 'estimate' }, share);
  metrics.cacheFalseHits.set({ tenant, bound: 'lower' }, lower);
  metrics.cacheFalseHits.set({ tenant, bound: 'upper' }, upper);
}
