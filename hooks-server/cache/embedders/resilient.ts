import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { UnavailableError } from '../../errors.js';
import { withDeadline } from '../../workers/pool.js';
import type { Embedder, Embedding } from './embedder.js';
import type { EmbedderSettings } from './settings.js';

export type ResilienceSettings = Pick<
  EmbedderSettings,
  'deadlineMs' | 'cachedQueries' | 'breakerFailures' | 'breakerPauseMs'
>;

/**
 * Makes an embedder safe to wait for: recent texts are answered from memory, the same text is embedded once at a time,
 * nothing waits longer than the deadline, and an embedder that keeps failing is left alone for a while. A result that
 * comes after its deadline is still remembered, so that the next request for it does not wait in vain again.
 */
export function createResilientEmbedder(inner: Embedder, settings: ResilienceSettings): Embedder {
  const recent = new LRUCache<string, Embedding>({ max: Math.max(1, settings.cachedQueries) });
  const inFlight = new Map<string, Promise<Embedding>>();
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: settings.breakerPauseMs,
    breaker: new ConsecutiveBreaker(settings.breakerFailures),
  });
  const remember = (text: string, embedding: Embedding) => {
    if (settings.cachedQueries > 0) recent.set(text, embedding);
  };
  const start = (texts: readonly string[]): void => {
    const work = inner.embed(texts);
    texts.forEach((text, index) => {
      const one = work.then((embeddings) => embeddings[index]!);
      inFlight.set(text, one);
      const forget = () => inFlight.delete(text);
      one.then((embedding) => remember(text, embedding)).then(forget, forget);
    });
  };
  const embedMissing = (texts: readonly string[]): Promise<Embedding[]> => {
    const fresh = texts.filter((text) => !inFlight.has(text));
    if (fresh.length > 0) start(fresh);
    return withDeadline(Promise.all(texts.map((text) => inFlight.get(text)!)), settings.deadlineMs);
  };
  return {
    id: inner.id,
    dimension: inner.dimension,
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

function asUnavailable(error: unknown): never {
  if (error instanceof BrokenCircuitError) {
    throw new UnavailableError('The embedder failed repeatedly and is left alone for a while.', {
      cause: error,
    });
  }
  throw error;
}
