import { createHash, createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Tenant } from '../tenancy/tenant.js';
import { normaliseUnicode } from '../unicode.js';

/** Bumped whenever the meaning of a key or the form of an entry changes, so that old entries become unreachable. */
export const KEY_VERSION = 2;

/** 128 bits of a SHA-256 in lower-case hex: collisions are out of reach, and names in Redis stay short. */
const HEX_DIGITS = 32;

/** Where an answer lives. Each part is 32 hex digits, so that none can imitate another or a separator. */
export interface EntryKey {
  /** The tenant that the entry belongs to, as an HMAC. */
  readonly who: string;
  /** Under which conditions it holds: a hash of everything but the last user text. */
  readonly conditions: string;
  /** What was asked: a hash of the last user text. */
  readonly what: string;
}

export type Scope = Pick<EntryKey, 'who' | 'conditions'>;

/**
 * The tenant's part of every key (HMAC-SHA-256, RFC 2104). Keyed, because a tenant's id is guessable and names of keys
 * end up in slow logs and dumps; hashed, because an id may hold any character.
 */
export function whoOf(tenant: Tenant, secret: string): string {
  return (
    createHmac('sha256', secret)
      // As UTF-16, because UTF-8 knows one replacement for every half of a surrogate pair: ids would become the same.
      .update(Buffer.from(`litellm-hooks/cache/tenant\n${tenant.id}`, 'utf16le'))
      .digest('hex')
      .slice(0, HEX_DIGITS)
  );
}

/** Hash of a JSON value in canonical form (RFC 8785): the order of an object's fields does not matter. */
export function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? 'undefined')
    .digest('hex')
    .slice(0, HEX_DIGITS);
}

/** The name under which an entry is shown to people and in the `X-Cache-Entry` header. It says nothing of the tenant. */
export function entryId({ conditions, what }: EntryKey): string {
  return `${conditions}.${what}`;
}

/** The reverse of `entryId`, or undefined when the id is no such name. */
export function parseEntryId(id: string): Pick<EntryKey, 'conditions' | 'what'> | undefined {
  const [, conditions, what] = /^([0-9a-f]{32})\.([0-9a-f]{32})$/.exec(id) ?? [];
  return conditions === undefined || what === undefined ? undefined : { conditions, what };
}

/**
 * A text's form for the exact layer: what no provider answers differently. Unicode NFC (UAX #15), line ends as \n, no
 * blanks at line ends or around the text. Runs of blanks are folded only in a single line without quotes or code,
 * because indentation and quoted strings carry meaning. Case is kept: "US" is not "us".
 */
export function normaliseText(text: string): string {
  const lines = normaliseUnicode(text, 'NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd());
  const joined = lines.join('\n').trim();
  return /[\n"'`“”‘’]/.test(joined) ? joined : joined.replace(/\s+/g, ' ');
}
