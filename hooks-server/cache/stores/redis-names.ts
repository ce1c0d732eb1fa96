import type { EntryKey, Scope } from '../keys.js';

/**
 * Names in Redis. The tenant's HMAC is the hash tag, so that all of a tenant lives in one slot of a cluster and can be
 * written together; tenants spread over the nodes. Every part is hexadecimal: nothing that a client sent is in a name.
 */
export interface Names {
  /** Hash: one entry. */
  entry(key: EntryKey): string;
  /** Vector set: the questions of one scope; its elements are named by `what`. */
  vectors(scope: Scope): string;
  /** Sorted set: a tenant's entries by the time they expire. */
  expiry(who: string): string;
  /** Hash: how many sampled answers were the same and different. */
  samples(who: string): string;
  /** Sorted set: tenants that have entries, by the time at which the last of them expires. */
  readonly tenants: string;
  /** The start of all names of a tenant. */
  tenantPrefix(who: string): string;
  /** The start of the names of all tenants, which no name of another namespace has, even when that begins alike. */
  readonly allTenantsPrefix: string;
  /** The start of all names. */
  readonly prefix: string;
}

/** Names under a namespace such as `litellm:cache`. */
export function namesIn(namespace: string): Names {
  const tenantPrefix = (who: string) => `${namespace}:{${who}}:`;
  return {
    entry: (key) => `${tenantPrefix(key.who)}e:${memberOf(key)}`,
    vectors: ({ who, conditions }) => `${tenantPrefix(who)}v:${conditions}`,
    expiry: (who) => `${tenantPrefix(who)}x`,
    samples: (who) => `${tenantPrefix(who)}s`,
    tenants: `${namespace}:tenants`,
    tenantPrefix,
    allTenantsPrefix: `${namespace}:{`,
    prefix: `${namespace}:`,
  };
}

/** An entry's name in its tenant's sorted set. */
export function memberOf({ conditions, what }: Pick<EntryKey, 'conditions' | 'what'>): string {
  return `${conditions}.${what}`;
}
