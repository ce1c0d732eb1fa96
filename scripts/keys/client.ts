import { z } from 'zod';
import type { Action, Actual } from './plan.js';

const record = z.record(z.string(), z.unknown());
const keyPage = z.looseObject({ keys: z.array(record), total_pages: z.number().nullish() });

/** LiteLLM's own management routes, as far as keys and teams need them. */
export interface KeysClient {
  read(): Promise<Actual>;
  run(action: Action): Promise<void>;
}

/** `key` is LiteLLM's master key. Each failure is an Error whose message is for a person and holds no key. */
export function createKeysClient(url: string, key: string): KeysClient {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    let response: Response;
    try {
      response = await fetch(`${url.replace(/\/$/, '')}${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      });
    } catch (cause) {
      throw new Error(`LiteLLM does not answer at ${url}; is it running there?`, { cause });
    }
    if (response.ok) return response.json();
    await response.arrayBuffer();
    throw new Error(
      `LiteLLM answered ${response.status} to ${method} ${path.split('?')[0] ?? path}${hintFor(response.status)}`,
    );
  };
  const readKeys = async () => {
    const keys: z.infer<typeof record>[] = [];
    for (let page = 1; ; page += 1) {
      const answer = keyPage.parse(
        await call('GET', `/key/list?return_full_object=true&size=100&page=${page}`),
      );
      keys.push(...answer.keys);
      if (answer.keys.length === 0 || page >= (answer.total_pages ?? 1)) return keys;
    }
  };
  return {
    async read() {
      return { keys: await readKeys(), teams: z.array(record).parse(await call('GET', '/team/list')) };
    },
    async run({ path, body }) {
      await call('POST', path, body);
    },
  };
}

function hintFor(status: number): string {
  if (status === 401 || status === 403) return '; is LITELLM_MASTER_KEY the one that it runs with?';
  if (status === 500) return '; keys are kept by LiteLLM only in database mode (DATABASE_URL).';
  return '.';
}
