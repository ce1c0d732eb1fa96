import { Langfuse } from 'langfuse';
import { UnavailableError } from '../errors.js';

/** A number for a trace. Names and comments hold kinds and levels, never a value from a prompt. */
export interface Score {
  /** LiteLLM's Langfuse callback names its traces by the call id. */
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
  client.fetch = quietFetch(onError);
  const quietly = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      onError?.(error);
    }
  };
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
    flush: () => quietly(() => client.flushAsync()),
    close: () => quietly(() => client.shutdownAsync()),
  };
}

/**
 * The client writes a failure and the server's answer to the console; here it is told to onError and the batch given
 * up: a missing score is no reason to fill memory or a log while Langfuse is down.
 */
function quietFetch(onError: TraceScoresOptions['onError']): Langfuse['fetch'] {
  return async (url, options) => {
    try {
      const response = await fetch(url, options);
      if (response.ok) return response;
      await response.body?.cancel();
      onError?.(new UnavailableError(`Langfuse answered ${response.status}.`));
    } catch (cause) {
      onError?.(new UnavailableError('Langfuse could not be reached.', { cause }));
    }
    return new Response('{"successes":[],"errors":[]}', { status: 207 });
  };
}
