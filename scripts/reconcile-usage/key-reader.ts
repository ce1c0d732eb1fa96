import { z } from 'zod';
import { askLitellm, type LitellmAddress } from './ask-litellm.js';

/** What LiteLLM's database has of a key that its spend log does not repeat. */
export interface KnownKey {
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A key by its SHA-256 in hex; undefined when LiteLLM has no such key. */
export type KeyReader = (hash: string) => Promise<KnownKey | undefined>;

const answerSchema = z.object({
  info: z.object({ metadata: z.record(z.string(), z.unknown()).nullish() }),
});

/** Asks LiteLLM for each key once. Throws when it refuses. */
export function createKeyReader(litellm: LitellmAddress): KeyReader {
  const known = new Map<string, Promise<KnownKey | undefined>>();
  const read = async (hash: string): Promise<KnownKey | undefined> => {
    const answer = await askLitellm(litellm, '/key/info', { key: hash }, { mayBeAbsent: true });
    return answer === undefined ? undefined : { metadata: answerSchema.parse(answer).info.metadata ?? {} };
  };
  return (hash) => {
    const asked = known.get(hash) ?? read(hash);
    known.set(hash, asked);
    return asked;
  };
}
