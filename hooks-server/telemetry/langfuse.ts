import { setImmediate } from 'node:timers/promises';
import { Langfuse } from 'langfuse';
import { UnavailableError } from '../errors.js';

/** A number for a trace. Names and comments hold kinds and levels, never a value from a prompt. */
export interface Score {
  /** As LiteLLM's Langfuse callback names the call's trace. */
  readonly traceId: string;
  readonly name: string;
  readonly value: number;
  readonly comment?: string;
}

export interface TraceScoresOptions {
  readonly publicKey: string;
  readonly secretKey: string;
  /** Origin of the Langfuse server. */
  readonly baseUrl: string;
  /** Called with an UnavailableError for every batch that could not be delivered and was given up. */
  readonly onError?: (error: unknown) => void;
  readonly requestTimeoutMs?: number;
  readonly flushIntervalMs?: number;
}

export interface TraceScores {
  /** Queues a score; returns at once and never throws. */
  score(score: Score): void;
  /** Resolves when everything queued was sent or given up. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Puts scores on Langfuse traces. The only importer of `langfuse`, whose third major version is frozen. */
export function createTraceScores({
  publicKey,
  secretKey,
  baseUrl,
  onError,
  requestTimeoutMs = 5_000,
  flushIntervalMs = 2_000,
}: TraceScoresOptions): TraceScores {
  const client = new Langfuse({
    publicKey,
    secretKey,
    baseUrl,
    requestTimeout: requestTimeoutMs,
    flushInterval: flushIntervalMs,
    fetchRetryCount: 0,
  });
  // A batch that fails is a warning of the client's: its scores are given up, since a missing score is no reason to fill
  // memory or a log while Langfuse is down. An error is a score that it could not take at all.
  for (const event of ['warning', 'error']) client.on(event, (fault: unknown) => onError?.(toError(fault)));
  return {
    score({ traceId, name, value, comment }) {
      try {
        // The id makes a redelivered score replace the first one instead of standing beside it.
        client.score({
          id: `${traceId}-${name}`,
          traceId,
          name,
          value,
          ...(comment === undefined ? {} : { comment }),
        });
      } catch (error) {
        onError?.(error);
      }
    },
    flush: () => flushAll(client),
    async close() {
      await flushAll(client);
      // Nothing is queued any more; this waits for what is on its way.
      await client.shutdownAsync();
    },
  };
}

/** Sends batch after batch until none is left. The client's own `flushAsync` would write each failure to the console. */
async function flushAll(client: Langfuse): Promise<void> {
  // The client queues a score a few microtasks after it was given one.
  await setImmediate();
  const sendBatch = () =>
    new Promise<boolean>((resolve) => {
      client.flush((_fault: unknown, sent?: unknown[]) => resolve(sent !== undefined));
    });
  while (await sendBatch());
}

/** What the client says of a failure quotes the server's answer; its status is enough. */
function toError(cause: unknown): UnavailableError {
  const status = (cause as { readonly response?: { readonly status?: unknown } } | null)?.response?.status;
  if (status === 207) return new UnavailableError('Langfuse refused some of the scores.');
  return typeof status === 'number'
    ? new UnavailableError(`Langfuse answered ${status}.`)
    : new UnavailableError('Langfuse could not be reached.', { cause });
}
