import { once } from 'node:events';
import { createCache, type Cache } from '../../../hooks-server/cache/cache.js';
import { createEmbedder } from '../../../hooks-server/cache/embedders/create-embedder.js';
import type { Embedder } from '../../../hooks-server/vectors/embedding.js';
import { cacheSettings, type CacheSettings } from '../../../hooks-server/cache/settings.js';
import { createRedisClient, type RedisClient } from '../../../hooks-server/redis/client.js';
import { createMemoryStore } from '../../../hooks-server/cache/stores/memory.js';
import { createRedisStore } from '../../../hooks-server/cache/stores/redis.js';
import type { CacheStore } from '../../../hooks-server/cache/stores/store.js';
import { loadStaticTable } from '../../../hooks-server/vectors/static-table.js';
import { openJudge } from '../../../hooks-server/verification/open-judge.js';
import type { CacheLookup } from '../../../hooks-server/litellm/cache.js';
import { createLog, type Log } from '../../../hooks-server/telemetry/log.js';
import { CommandError } from '../../operate/service-client.js';
import { createMetrics, type Metrics } from '../../../hooks-server/telemetry/metrics.js';

export interface Bench {
  readonly cache: Cache;
  readonly store: CacheStore;
  readonly embedder: Embedder;
  readonly settings: CacheSettings;
  readonly metrics: Metrics;
  close(): Promise<void>;
}

export interface BenchOptions {
  readonly redis?: string | undefined;
  readonly embedder: 'static' | 'local' | 'lexical';
  readonly mode: 'strict' | 'standard' | 'off';
  readonly threshold: number;
  /** 0 embeds every question anew, as if it were never asked before. */
  readonly cachedQueries?: number;
  /** Threads that share the computation of one text; the default setting when absent. */
  readonly threadsPerText?: number;
}

export const BENCH_SECRET = 'bench';

/** The real cache with the real embedder and verification, as the service composes them. */
export async function setUp({
  redis,
  embedder: kind,
  mode,
  threshold,
  cachedQueries = 2_000,
  threadsPerText,
}: BenchOptions): Promise<Bench> {
  const settings = cacheSettings.parse({
    semantic: { verification: mode, threshold },
    sampling: { share: 0 },
    embedder: { kind, deadlineMs: 2_000, cachedQueries, threadsPerText },
    store: { namespace: 'bench:cache', redis: { timeoutMs: 2_000 } },
  });
  const log = createLog('warn');
  const store = redis
    ? createRedisStore({ client: await connect(redis, log), settings: settings.store, log })
    : createMemoryStore(settings.store.memory);
  const table = await loadStaticTable();
  const embedder = await createEmbedder(settings.embedder, { table, environment: process.env });
  const judge = await openJudge(settings.verification, { table });
  const metrics = createMetrics();
  const cache = createCache({
    settings: () => settings,
    store,
    embedder,
    judge,
    secret: BENCH_SECRET,
    metrics,
    log,
    audit: () => undefined,
    callContext: () => undefined,
  });
  await embedder.embed(['warm']);
  return {
    cache,
    store,
    embedder,
    settings,
    metrics,
    async close() {
      await cache.close();
      await embedder.close();
      await judge.close();
    },
  };
}

/** One chat call that asks one question. */
export function chatCall(text: string, callId: string): CacheLookup {
  return {
    callId,
    callType: 'acompletion',
    model: 'gpt-4o',
    request: { messages: [{ role: 'user', content: text }] },
  };
}

/** A chat answer as LiteLLM stores it. */
export function chatAnswer(content: string, promptTokens: number, completionTokens: number) {
  const response = {
    object: 'chat.completion',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: promptTokens, completion_tokens: completionTokens },
  };
  return { timestamp: Date.now() / 1_000, response: JSON.stringify(response) };
}

/** A connected client. Rejects when Redis does not answer within five seconds. */
async function connect(url: string, log: Log): Promise<RedisClient> {
  const client = createRedisClient({ urls: [url], log });
  await once(client, 'ready', { signal: AbortSignal.timeout(5_000) }).catch((cause: unknown) => {
    throw new CommandError(`Redis does not answer at ${new URL(url).host}.`, { cause });
  });
  return client;
}
