import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { CompressionJob, JobResult } from './job.js';

/** A result without the texts where nothing changed. */
type Known = Omit<JobResult, 'texts'> & { readonly texts?: readonly string[] };

/**
 * Results of messages that were compressed lately. A conversation sends its messages again with every turn; each comes to
 * the same whether it is remembered or not, as it depends on nothing but itself, so that this saves time only.
 */
export interface KnownResults {
  keyOf(model: string, job: CompressionJob): string;
  get(key: string): Known | undefined;
  set(key: string, job: CompressionJob, result: JobResult): void;
}

/** Characters of shortened texts that are remembered: 8 MB at most. */
const MOST_CHARACTERS = 4_000_000;
const MOST_RESULTS = 2_000;

/** Remembers by a hash of everything that a result depends on; no original text is held. */
export function createKnownResults(): KnownResults {
  const known = new LRUCache<string, Known>({
    max: MOST_RESULTS,
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ texts }) => 1 + (texts ?? []).reduce((sum, text) => sum + text.length, 0),
  });
  return {
    keyOf(model, { texts, ...rest }) {
      const hash = createHash('sha256').update(JSON.stringify([model, { ...rest, expired: undefined }]));
      for (const text of texts) hash.update(`\0${text.length}\0`).update(text);
      return hash.digest('base64');
    },
    get: (key) => known.get(key),
    set(key, job, { texts, ...result }) {
      const changed = texts.some((text, at) => text !== job.texts[at]);
      known.set(key, { ...result, ...(changed && { texts }) });
    },
  };
}
