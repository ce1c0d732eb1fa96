import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { AnsweredRequest } from '../../mock-provider/server.js';
import { chatCall } from '../chat-call.js';

/** Tokens of one call by the provider's own count. */
export interface ProviderUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** A call that the client got a whole answer to. */
export interface FinishedCall {
  /** What the client named it; the event's `correlationId`. */
  readonly correlationId: string;
  /** What LiteLLM named it. */
  readonly callId: string;
}

/** What the provider counted, by the correlation id in the prompt. */
export interface ProviderCount {
  note(answered: AnsweredRequest): void;
  readonly calls: ReadonlyMap<string, ProviderUsage>;
}

/** Takes the provider's answers down by call. Two answers to one call (a retry) add up. */
export function createProviderCount(): ProviderCount {
  const calls = new Map<string, ProviderUsage>();
  return {
    calls,
    note({ body, promptTokens, completionTokens }) {
      const id = /call:([\w-]+)/.exec(JSON.stringify(body['messages']))?.[1];
      if (id === undefined) return;
      const before = calls.get(id) ?? { promptTokens: 0, completionTokens: 0 };
      calls.set(id, {
        promptTokens: before.promptTokens + promptTokens,
        completionTokens: before.completionTokens + completionTokens,
      });
    },
  };
}

export interface LoadOptions {
  /** LiteLLM's address, asked before each call: a restart may change it. */
  readonly url: () => string;
  readonly key: string;
  /** Begins every correlation id. */
  readonly name: string;
  /** Calls to be finished; a call that fails (LiteLLM is away) is replaced by another one. */
  readonly calls: number;
  readonly concurrency: number;
  /** Called with the number of finished calls, after each. */
  readonly onProgress?: (finished: number) => void;
}

/** Longest time without any finished call before the load gives up. */
const STALLED_MS = 180_000;

/** Makes distinct calls, every fifth one streamed, until so many are finished. */
export async function runLoad(options: LoadOptions): Promise<readonly FinishedCall[]> {
  const finished: FinishedCall[] = [];
  let underWay = 0;
  let lastProgress = Date.now();
  const worker = async () => {
    while (finished.length + underWay < options.calls) {
      underWay += 1;
      const call = await makeCall(options, finished.length + underWay).finally(() => {
        underWay -= 1;
      });
      if (call !== undefined) {
        finished.push(call);
        lastProgress = Date.now();
        options.onProgress?.(finished.length);
        continue;
      }
      if (Date.now() - lastProgress > STALLED_MS)
        throw new Error(`No call has finished for ${STALLED_MS / 1000} s.`);
      await delay(200);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  return finished;
}

/** One call; undefined when the client did not get a whole answer. */
async function makeCall({ url, key, name }: LoadOptions, number: number): Promise<FinishedCall | undefined> {
  const correlationId = `${name}-${randomUUID()}`;
  const headers = await chatCall(
    { url: url(), key },
    {
      correlationId,
      content: `Which word comes after call:${correlationId} ?`,
      stream: number % 5 === 0,
      // A repeated call would be two answers of the provider to one call of the client.
      more: { num_retries: 0 },
    },
  );
  return headers && { correlationId, callId: headers.get('x-litellm-call-id') ?? '' };
}
