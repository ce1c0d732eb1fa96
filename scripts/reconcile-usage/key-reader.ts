import { z } from 'zod';
import { CommandError } from '../operate/service-client.js';

/** What LiteLLM's database has of a key that its spend log does not repeat. */
export interface KnownKey {
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A key by its SHA-256 in hex; undefined when LiteLLM has no such key. */
export type KeyReader = (hash: string) => Promise<KnownKey | undefined>;

export interface KeyReaderOptions {
  /** LiteLLM's address. */
  readonly url: string;
  readonly masterKey: string;
  readonly fetch?: typeof fetch;
}

const answerSchema = z.object({
  info: z.object({ metadata: z.record(z.string(), z.unknown()).nullish() }),
});

/** Asks LiteLLM for each key once. Throws when it refuses. */
export function createKeyReader({ url, masterKey, fetch: request = fetch }: KeyReaderOptions): KeyReader {
  const known = new Map<string, Promise<KnownKey | undefined>>();
  const read = async (hash: string): Promise<KnownKey | undefined> => {
    const target = new URL('/key/info', url);
    target.searchParams.set('key', hash);
    const response = await request(target, { headers: { authorization: `Bearer ${masterKey}` } });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new CommandError(`LiteLLM answered ${response.status} to ${target.pathname}.`);
    return { metadata: answerSchema.parse(await response.json()).info.metadata ?? {} };
  };
  return (hash) => {
    const asked = known.get(hash) ?? read(hash);
    known.set(hash, asked);
    return asked;
  };
}
