import type { MissReason } from '../cache/lookup.js';
import type { StoreRefusal } from '../cache/keep.js';

/** Each reason for which the cache served or kept nothing, in a few words for people. */
export const reasons: Readonly<Record<MissReason | StoreRefusal, string>> = {
  'no-identity': 'the key belongs to no tenant',
  off: 'the cache is off for this tenant',
  'call-type': 'this kind of call is not cached',
  tools: 'the request has tools',
  media: 'the request or the answer holds images, sound or files',
  stateful: 'the answer depends on what the provider keeps',
  unsupported: 'the request has a form that the cache does not know',
  'text-stream': 'streamed text completions cannot be replayed',
  'several-answers': 'a stream of several answers cannot be replayed',
  logprobs: 'log probabilities of a stream cannot be replayed',
  empty: 'there is no text',
  temperature: 'the temperature asks for a different answer each time',
  'live-tools': 'the provider searches or runs something for the answer',
  alert: 'detection raised an alert on the call',
  'follow-up': 'the text says nothing alone',
  mutating: 'the request asks to do something',
  'one-off': 'the request asks for something new each time',
  volatile: 'the answer changes with time',
  personal: 'the question is about the person who asks',
  unread: 'the language is one that admission cannot read',
  'no-cache': 'the client asked for a fresh answer',
  'no-store': 'the client asked not to keep the answer',
  stale: 'the stored answer was older than the client takes',
  'not-found': 'nothing near was stored',
  'below-threshold': 'the nearest stored question was not near enough',
  rejected: 'verification rejected what was near',
  shadow: 'shadow mode: it would have been served',
  sampled: 'sampled: the provider was asked to check the stored answer',
  'not-streamable': 'LiteLLM would lose a part of the answer in a stream',
  store: 'the store did not answer',
  embedder: 'the embedder did not answer',
  deadline: 'the look-up took longer than it may',
  fault: 'something failed inside; the log says what',
  error: 'the provider answered with an error',
  truncated: 'the answer was cut off',
  filtered: "the provider's filter withheld the answer",
  incomplete: 'the answer did not end as it should',
  'tool-call': 'the answer calls a tool',
  'live-sources': 'the answer cites pages that change',
  unreadable: 'the answer has a form that the cache does not know',
  'ttl-zero': 'the client asked to keep the answer for no time',
  'unknown-call': 'nothing is known of the call any more: detection may have found something in it',
  'too-large': 'the question or its answer is larger than the cache takes',
};

/** Undefined for a reason of another version. */
export function reasonFor(name: string): string | undefined {
  return Object.hasOwn(reasons, name) ? reasons[name as keyof typeof reasons] : undefined;
}
