/**
 * Names a call. A client may choose LiteLLM's call id, so the id alone is not enough: together with the key's hash
 * nobody can reach, or settle, what is known of another's call.
 */
export interface CallName {
  readonly callId: string;
  readonly keyHash?: string | undefined;
}

/** A call's name as one string. A hash is hexadecimal, so that the first blank ends it whatever the id holds. */
export function callKey({ callId, keyHash = '' }: CallName): string {
  return `${keyHash} ${callId}`;
}
