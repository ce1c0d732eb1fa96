import type { CallName } from '../litellm/call-name.js';
import { identityOf, type AnsweredCall, type CallQuestion } from '../litellm/call.js';
import type { CallSeal } from './call-facts.js';
import type { CallReference, CallRegistry } from './call-registry.js';
import type { SharedCalls } from './shared-calls.js';

export interface RecallDependencies {
  readonly calls: CallRegistry;
  readonly seal: CallSeal;
  /** Absent where one hook service sees all of a call. */
  readonly shared?: SharedCalls | undefined;
}

/** Names no call: nothing is known of it, so that its answer is not kept. */
export const UNKNOWN = 'unknown';

export function nameOf(question: CallQuestion): CallReference {
  return { callId: question.callId ?? '', keyHash: identityOf(question).keyHash };
}

/** The call whose answer this is. One that began at another hook service is scanned here, as it was scanned there. */
export async function recall(
  { call: question, facts }: AnsweredCall,
  deps: RecallDependencies,
  scanAgain: (question: CallQuestion, occurrence: string) => void,
): Promise<string> {
  const { seal, calls } = deps;
  const name = nameOf(question);
  const { occurrence, guarded } = seal.open(name, facts) ?? { occurrence: UNKNOWN };
  if (occurrence === UNKNOWN) return UNKNOWN;
  // With the stock guardrail the question holds what the provider got: what its client wrote is known where it began.
  if (guarded === true) return (await toldByOthers(name, deps, occurrence)) ?? UNKNOWN;
  if (calls.get({ ...name, occurrence }) !== undefined) return occurrence;
  scanAgain(question, occurrence);
  return occurrence;
}

/**
 * The occurrence of a call that came by LiteLLM's stock guardrail, which may have asked another hook service: the call
 * of `scanned`, once it was looked at, else the latest. Undefined where nothing is known of it.
 */
export async function toldByOthers(
  name: CallName,
  { calls, shared }: Pick<RecallDependencies, 'calls' | 'shared'>,
  scanned?: string,
): Promise<string | undefined> {
  const known = calls.get({ ...name, occurrence: scanned });
  // It began here and is being scanned here; of the latest call of that name that can be said where there is one service alone.
  if (known?.scan && (scanned !== undefined || shared === undefined)) return known.occurrence;
  const told = await shared?.ask(name);
  if (told === undefined) return undefined;
  const { occurrence, seenAt, guarded, correlationId, rewritten, compression, alerts } = told;
  if (scanned !== undefined && (occurrence !== scanned || alerts === undefined)) return undefined;
  const call = { ...name, occurrence };
  const facts = {
    ...(guarded && { guarded }),
    ...(correlationId !== undefined && { correlationId }),
    ...(rewritten && { rewritten }),
    ...(compression && { compression }),
    ...(alerts && { alerts }),
  };
  if (calls.get(call) === undefined) calls.begin(call, facts, seenAt);
  else if (scanned !== undefined) calls.note(call, facts);
  return occurrence;
}
