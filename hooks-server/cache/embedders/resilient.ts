import { withDeadline } from '../../deadline.js';
import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { DeadlineError, UnavailableError } from '../../errors.js';
import type { Embedder, Embedding } from '../../vectors/embedding.js';
import type { EmbedderSettings } from './settings.js';

export type ResilienceSettings = Pick<
  EmbedderSettings,
  'deadlineMs' | 'cachedQueries' | 'breakerFailures' | 'breakerPauseMs'
>;

/** One text on its way through the embedder. */
interface Job {
  readonly embedding: Promise<Embedding>;
  /** Whether somebody waited for it in vain. */
  overdue: boolean;
}

/** Jobs given up that may not have ended; beyond, an overdue text waits for its job instead of starting one more. */
const MAX_ABANDONED = 64;

/**
 * Makes an embedder safe to wait for: recent texts are answered from memory, the same text is embedded once at a time,
 * nothing waits longer than the deadline, and an embedder that keeps failing is left alone for a while. A result that
 * comes after its deadline is still remembered, so that the next request for it does not wait in vain again.
 */
export function createResilientEmbedder(inner: Embedder, settings: ResilienceSettings): Embedder {
  const recent = new LRUCache<string, Embedding>({ max: Math.max(1, settings.cachedQueries) });
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: settings.breakerPauseMs,
    breaker: new ConsecutiveBreaker(settings.breakerFailures),
  });
  const remember = (text: string, embedding: Embedding) => {
    if (settings.cachedQueries > 0) recent.set(text, embedding);
  };
  const embedMissing = singleFlight(inner, settings.deadlineMs, remember);
  return {
    id: inner.id,
    dimension: inner.dimension,
    near: inner.near,
    async embed(texts) {
      const known = new Map(texts.map((text) => [text, recent.get(text)] as const));
      const missing = [...known].filter(([, embedding]) => !embedding).map(([text]) => text);
      if (missing.length > 0) {
        const embeddings = await breaker.execute(() => embedMissing(missing)).catch(asUnavailable);
        missing.forEach((text, index) => known.set(text, embeddings[index]));
      }
      return texts.map((text) => known.get(text)!);
    },
    close: () => inner.close(),
  };
}

/**
 * Embeds each text once at a time. A job that is overdue may never end: who asks later starts a new one, and whichever
 * ends first is remembered.
 */
function singleFlight(
  inner: Embedder,
  deadlineMs: number,
  remember: (text: string, embedding: Embedding) => void,
): (texts: readonly string[]) => Promise<Embedding[]> {
  const inFlight = new Map<string, Job>();
  let abandoned = 0;
  const start = (texts: readonly string[]): void => {
    const work = inner.embed(texts);
    texts.forEach((text, index) => {
      const job: Job = { embedding: work.then((embeddings) => embeddings[index]!), overdue: false };
      if (inFlight.has(text)) abandoned += 1;
      inFlight.set(text, job);
      const forget = () => {
        if (inFlight.get(text) === job) inFlight.delete(text);
        else abandoned -= 1;
      };
      job.embedding.then((embedding) => remember(text, embedding)).then(forget, forget);
    });
  };
  const mayStart = (text: string) => {
    const job = inFlight.get(text);
    return job === undefined || (job.overdue && abandoned < MAX_ABANDONED);
  };
  return async (texts) => {
    const fresh = texts.filter(mayStart);
    if (fresh.length > 0) start(fresh);
    const jobs = texts.map((text) => inFlight.get(text)!);
    try {
      return await withDeadline(Promise.all(jobs.map(({ embedding }) => embedding)), deadlineMs);
    } catch (error) {
      if (error instanceof DeadlineError) for (const job of jobs) job.overdue = true;
      throw error;
    }
  };
}

function asUnavailable(error: unknown): never {
  if (error instanceof BrokenCircuitError) {
    throw new UnavailableError('The embedder failed repeatedly and is left alone for a while.', {
      cause: error,
    });
  }
  throw error;
}
