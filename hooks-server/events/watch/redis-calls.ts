import { callKey } from '../../litellm/call-name.js';
import type { RedisClient } from '../../redis/client.js';
import type { OpenCall, OpenCalls } from './open-calls.js';

/** A due call is hidden from other replicas for this long while one of them reports it. */
const LEASE_MS = 60_000;

const ADD_SCRIPT = `
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then return 0 end
redis.call('ZADD', KEYS[1], 'NX', ARGV[2], ARGV[1])
redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[3])
return 1`;

const DUE_SCRIPT = `
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[1], 'LIMIT', 0, ARGV[2])
local calls = {}
for _, id in ipairs(ids) do
  local call = redis.call('HGET', KEYS[2], id)
  if call then
    redis.call('ZADD', KEYS[1], ARGV[1] + ARGV[3], id)
    table.insert(calls, call)
  else
    redis.call('ZREM', KEYS[1], id)
  end
end
return calls`;

/** Open calls in Redis: seen by one replica, settled by any. */
export function createRedisCalls(redis: RedisClient, prefix: string, maxCalls: number): OpenCalls {
  // One hash tag, so that a cluster keeps both keys together.
  const due = `{${prefix}:calls}:due`;
  const calls = `{${prefix}:calls}:seen`;
  return {
    async add(call) {
      const added = await redis.eval(
        ADD_SCRIPT,
        2,
        due,
        calls,
        callKey(call),
        call.seenAt,
        JSON.stringify(call),
        maxCalls,
      );
      return added === 1;
    },
    async remove(name) {
      const key = callKey(name);
      const [removed] = (await redis.pipeline().zrem(due, key).hdel(calls, key).exec()) ?? [];
      return removed?.[1] === 1;
    },
    async due(seenBefore, limit) {
      const found = (await redis.eval(DUE_SCRIPT, 2, due, calls, seenBefore, limit, LEASE_MS)) as string[];
      return found.map((call) => JSON.parse(call) as OpenCall);
    },
    size: () => redis.zcard(due),
    close: () => Promise.resolve(),
  };
}
