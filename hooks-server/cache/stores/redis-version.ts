import type { Log } from '../../telemetry/log.js';
import type { RedisClient } from '../../redis/client.js';
import { encodeVector } from './redis-codec.js';
import type { Names } from './redis-names.js';

export interface VectorSupport {
  /** What the server last reached can do; taken for granted until one said otherwise. */
  readonly hasVectors: boolean;
  stop(): void;
}

/**
 * Finds out on every new connection whether the server has vector sets (Redis 8 and later), because it may have been
 * replaced by another. Asked by use instead of by version number: forks and access rules differ in what they allow.
 */
export function watchVectorSupport(
  client: RedisClient,
  { names, log, onReady }: { names: Names; log: Log; onReady: () => void },
): VectorSupport {
  let hasVectors = true;
  const check = async () => {
    onReady();
    const found = await canSearch(client, names);
    if (found === undefined) return;
    if (hasVectors && !found) {
      log.warn(
        'this Redis has no vector sets (they came with Redis 8): only the exact layer of the cache works',
      );
    }
    hasVectors = found;
  };
  const onReadyEvent = () => void check();
  client.on('ready', onReadyEvent);
  if (client.status === 'ready') onReadyEvent();
  return {
    get hasVectors() {
      return hasVectors;
    },
    stop: () => void client.off('ready', onReadyEvent),
  };
}

/** Undefined when the server did not say: it may have gone again. */
async function canSearch(client: RedisClient, names: Names): Promise<boolean | undefined> {
  try {
    await client.call(
      'VSIM',
      `${names.prefix}probe`,
      'FP32',
      encodeVector(new Float32Array([1])),
      'COUNT',
      1,
    );
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return /unknown command|NOPERM/i.test(message) ? false : undefined;
  }
}
