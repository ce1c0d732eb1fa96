import { createHash } from 'node:crypto';
import { withDeadline } from '../deadline.js';
import { callKey, type CallName } from '../litellm/call-name.js';
import type { RedisClient } from '../redis/client.js';
import { createTextSeal } from '../redis/sealed-text.js';
import type { CallRecord } from './call-registry.js';

/** What LiteLLM's stock guardrail leads to, which cannot carry anything: several hook services tell each other in Redis. */
export interface SharedCalls {
  /** Resolves when it is told, or cannot be. Never rejects. */
  tell(name: CallName, call: CallRecord): Promise<void>;
  /** The latest call of that name as it was last told; undefined when there is none, or nobody can say. Never rejects. */
  ask(name: CallName): Promise<SharedCall | undefined>;
  close(): void;
}

export type SharedCall = Pick<
  CallRecord,
  'callId' | 'occurrence' | 'seenAt' | 'correlationId' | 'guarded' | 'rewritten' | 'compression' | 'alerts'
>;

/** The longest answer is there by then; without facts it is not kept. */
const SECONDS = 900;
/** The call waits for it. */
const DEADLINE_MS = 100;

export interface SharedCallsOptions {
  readonly prefix: string;
  /** 32 bytes in hexadecimal digits, the same at each hook service: a call's text is among its facts. */
  readonly key: string;
  /** Told of what Redis did not take or give. */
  readonly onError: (error: unknown) => void;
}

export function createSharedCalls(
  redis: RedisClient,
  { prefix, key, onError }: SharedCallsOptions,
): SharedCalls {
  const texts = createTextSeal(key);
  // A client may choose the id, and so the length and letters of a name.
  const keyOf = (name: CallName) =>
    `${prefix}:call:${createHash('sha256').update(callKey(name)).digest('base64url')}`;
  return {
    async tell(name, call) {
      if (name.callId === '') return;
      const { callId, occurrence, seenAt, correlationId, guarded, rewritten, compression, alerts } = call;
      const facts = { callId, occurrence, seenAt, correlationId, guarded, rewritten, compression, alerts };
      try {
        const sealed = texts.seal(JSON.stringify(facts), callKey(name));
        await withDeadline(redis.set(keyOf(name), sealed, 'EX', SECONDS), DEADLINE_MS);
      } catch (error) {
        onError(error);
      }
    },
    async ask(name) {
      if (name.callId === '') return undefined;
      try {
        const text = await withDeadline(redis.get(keyOf(name)), DEADLINE_MS);
        // Only a hook service of the same secret can have sealed it, and only of this very caller's call.
        return text === null ? undefined : (JSON.parse(texts.open(text, callKey(name))) as SharedCall);
      } catch (error) {
        onError(error);
        return undefined;
      }
    },
    close: () => redis.disconnect(),
  };
}
