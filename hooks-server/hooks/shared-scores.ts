import { createHash, randomUUID } from 'node:crypto';
import { withDeadline } from '../deadline.js';
import type { RedisClient } from '../redis/client.js';
import type { Score } from '../telemetry/langfuse.js';

export type CallScore = Omit<Score, 'traceId'>;

/** What is to be known of a call's trace at several hook services: one may score it, and another one hear that it ended. */
export interface SharedScores {
  /** Leaves a score for whoever hears of the trace. Gives the trace's id where that has been heard already. */
  leave(call: string, score: CallScore): Promise<string | undefined>;
  /** Tells what the trace is called, and takes the scores that wait for it. */
  name(call: string, traceId: string): Promise<readonly CallScore[]>;
  /** Takes the scores that wait for a trace whose name is known: each is given once, to one who asks. */
  take(call: string): Promise<readonly CallScore[]>;
  close(): void;
}

/** As long as a call's scores are waited for in memory. */
const SECONDS = 900;
/** Nobody waits for it; Redis that is away shall not pile work up. */
const DEADLINE_MS = 1_000;

export function createSharedScores(redis: RedisClient, prefix: string): SharedScores {
  // Both of a call in one slot of a cluster, so that they change together.
  const keyOf = (call: string, what: 'scores' | 'trace') =>
    `${prefix}:{${createHash('sha256').update(call).digest('base64url')}}:${what}`;
  const run = async (commands: { exec(): Promise<[error: Error | null, result: unknown][] | null> }) => {
    const replies = await withDeadline(commands.exec(), DEADLINE_MS);
    return (replies ?? []).map(([error, result]) => {
      if (error) throw error;
      return result;
    });
  };
  const scoresIn = (found: unknown) =>
    // Only hook services write there.
    Object.values(found as Record<string, string>).map((text) => JSON.parse(text) as CallScore);
  return {
    async leave(call, score) {
      const scores = keyOf(call, 'scores');
      const [, , traceId] = await run(
        redis
          .multi()
          .hset(scores, randomUUID(), JSON.stringify(score))
          .expire(scores, SECONDS)
          .get(keyOf(call, 'trace')),
      );
      return typeof traceId === 'string' ? traceId : undefined;
    },
    async name(call, traceId) {
      const scores = keyOf(call, 'scores');
      const trace = keyOf(call, 'trace');
      const [, found] = await run(
        redis.multi().set(trace, traceId, 'EX', SECONDS).hgetall(scores).del(scores),
      );
      return scoresIn(found);
    },
    async take(call) {
      const scores = keyOf(call, 'scores');
      const [found] = await run(redis.multi().hgetall(scores).del(scores));
      return scoresIn(found);
    },
    close: () => redis.disconnect(),
  };
}
