import { identifierRules } from './pii/ids/identifiers.js';
import type { IdentifierRule } from './pii/ids/rule.js';
import { commandKinds } from './secrets/commands.js';
import { infixKinds } from './secrets/infixes.js';
import { prefixRules } from './secrets/prefixes.js';

/** One kind of personal data as the documentation lists it. */
export interface KindRow {
  readonly kind: string;
  /** ISO 3166-1 alpha-2, or `any`. */
  readonly country: string;
  readonly check: string;
  /** What keeps a number that only looks like it from being one. */
  readonly guard: string;
}

const general: readonly KindRow[] = [
  [
    'email-address',
    'a domain',
    'no URL, no Git remote, no file name; example domains and no-reply are `reserved`',
  ],
  [
    'phone-number',
    "libphonenumber's lengths with a country code",
    'else a word of calling in the sentence, or a national form that little else has; 555-01xx is `reserved`',
  ],
  [
    'credit-card',
    "Luhn, issuer's range",
    'no time stamp, no word of another meaning (order, reference); published test cards are `reserved`',
  ],
  ['iban', 'mod 97, length by country', 'published examples are `reserved`'],
  [
    'ip-address',
    'a valid address',
    'no version, no package; private and documentation networks are `reserved`, but private ones beside a client or a login',
  ],
  [
    'mac-address',
    'six octets',
    'of digits alone a word beside it; documentation and Docker ranges are `reserved`',
  ],
  ['crypto-wallet', 'Base58Check, bech32, or the shape', 'without a check a word beside it'],
].map(([kind = '', check = '', guard = '']) => ({ kind, country: 'any', check, guard }));

function guardOf({ adjacent = false, bareScore, check }: IdentifierRule): string {
  if (adjacent) return 'keyword directly before';
  if (bareScore !== undefined) return 'keyword, or alone where no word gives another meaning';
  return check === 'none' ? 'keyword, and no word of another meaning between' : 'keyword';
}

/** Every kind of personal data, once for each kind and country. */
export function personalDataKinds(): KindRow[] {
  const rows = new Map<string, KindRow>();
  for (const rule of identifierRules) {
    const { kind, country, check } = rule;
    if (!rows.has(kind)) rows.set(kind, { kind, country, check, guard: guardOf(rule) });
  }
  const byName = [...rows.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
  return [...general, ...byName];
}

const structured = [
  'azure-account-key',
  'connection-string',
  'generic-api-key',
  'generic-password',
  'jwt',
  'private-key',
  'telegram-bot-api-token',
];

/** Every kind of secret by name. */
export function secretKinds(): string[] {
  const prefixed = prefixRules.map(({ kind }) => kind);
  return [...new Set([...structured, ...prefixed, ...infixKinds, ...commandKinds])].sort();
}
