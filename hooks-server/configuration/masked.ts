import { stringify } from 'yaml';

const SECRET_NAMES = /(?:secret|password|token|(?:api|secret|virtual|master|salt)_?key|^key|credentials?)$/i;
/** What nobody takes for a secret: a word, a number or a file's name, without the mixture of letters and digits of a key. */
const PLAIN_VALUE = /^(?:[a-z]{1,24}|[\d.]{1,12}|[a-z]+(?:[-_./ ][a-z]+){1,3})$/i;
const CREDENTIALS_IN_URL = /^([a-z][a-z0-9+.-]*:\/\/)([^/\s@]+)@/i;

/** Stands for a secret. */
const MASK = '***';

/** Settings in force, for a person or a program; secrets, and credentials inside addresses, are masked. */
export function printSettings(settings: unknown, format: 'yaml' | 'json' = 'yaml'): string {
  if (format === 'json') return JSON.stringify(masked(settings));
  return stringify(masked(settings), { lineWidth: 0, aliasDuplicateObjects: false });
}

/**
 * A text of a wrong setting as a message may quote it, or undefined. Whoever puts a key where something else belongs must
 * not find it in a log: only what looks like a plain word or number is quoted.
 */
export function quotable(text: string, name = ''): string | undefined {
  return PLAIN_VALUE.test(text) && !SECRET_NAMES.test(name) ? text : undefined;
}

/** A copy in which no secret is left. */
export function masked(value: unknown, name = ''): unknown {
  if (typeof value === 'string') {
    return SECRET_NAMES.test(name) ? MASK : value.replace(CREDENTIALS_IN_URL, '$1***@');
  }
  if (Array.isArray(value)) return value.map((item) => masked(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner, key)]));
}
