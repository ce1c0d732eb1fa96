import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { callKey, type CallName } from '../litellm/call-name.js';
import type { CallRecord } from './call-registry.js';

/**
 * What is known of a call when the answer before it leaves. The plugin carries it, sealed, to what the call leaves behind:
 * another hook service may take that, which has never seen the call.
 */
export type CallFacts = Pick<
  CallRecord,
  'callId' | 'occurrence' | 'seenAt' | 'correlationId' | 'traceparent' | 'compression' | 'cache' | 'guarded'
>;

const factsSchema = z.object({
  occurrence: z.string(),
  /** Unix milliseconds. */
  seenAt: z.number(),
  correlationId: z.string().optional(),
  traceparent: z.string().optional(),
  guarded: z.boolean().optional(),
  cache: z
    .object({
      outcome: z.enum(['hit', 'miss']),
      kind: z.enum(['exact', 'semantic']).optional(),
      reason: z.string().optional(),
      entry: z.string().optional(),
      similarity: z.number().optional(),
    })
    .optional(),
  compression: z
    .object({
      originalTokens: z.number(),
      compressedTokens: z.number(),
      reason: z.string(),
      profile: z.string(),
      latencyMs: z.number(),
    })
    .optional(),
});

/** Characters of a sealed text: names and numbers, and nothing that a client may make long but its correlation id. */
export const MAX_SEALED = 2_048;
/** Records wait in LiteLLM for as long as no hook service takes them; what is older is read as unknown. */
const MAX_AGE_MS = 24 * 3_600_000;
/** Bytes of the code: NIST SP 800-107 takes half of SHA-256 as enough for a code that is checked online. */
const CODE_BYTES = 16;

export interface CallSeal {
  /** Facts of a call as a text of at most `MAX_SEALED` characters; undefined where they are longer, or the call has no id. */
  seal(name: CallName, facts: CallFacts): string | undefined;
  /** The facts that a hook service with the same secret sealed for this very call; undefined for anything else. */
  open(name: CallName, sealed: unknown): CallFacts | undefined;
}

/**
 * `JSON.code`, both in base64url. The code covers the call's id and the hash of its caller's key, so that what was said of
 * one call is said of no other, and of no other tenant's.
 */
export function createCallSeal(key: string, clock: () => number = Date.now): CallSeal {
  const codeOf = (name: CallName, payload: string) =>
    createHmac('sha256', key)
      .update(`${callKey(name)}\n${payload}`)
      .digest()
      .subarray(0, CODE_BYTES);
  return {
    seal(name, { occurrence, seenAt, correlationId, traceparent, guarded, cache, compression }) {
      if (name.callId === '') return undefined;
      // One by one: a text of the call's never leaves.
      const facts = { occurrence, seenAt, correlationId, traceparent, guarded, cache, compression };
      const payload = Buffer.from(JSON.stringify(facts)).toString('base64url');
      const sealed = `${payload}.${codeOf(name, payload).toString('base64url')}`;
      return sealed.length <= MAX_SEALED ? sealed : undefined;
    },
    open(name, sealed) {
      if (typeof sealed !== 'string' || sealed.length > MAX_SEALED) return undefined;
      const [payload = '', code = ''] = sealed.split('.');
      const given = Buffer.from(code, 'base64url');
      if (given.length !== CODE_BYTES || !timingSafeEqual(given, codeOf(name, payload))) return undefined;
      // A hook service of another release may say it otherwise.
      const { data } = factsSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
      if (data === undefined || data.seenAt + MAX_AGE_MS < clock()) return undefined;
      return { ...data, callId: name.callId } as CallFacts;
    },
  };
}
