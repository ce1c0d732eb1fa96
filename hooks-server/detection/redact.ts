import { createHmac } from 'node:crypto';
import { normaliseUnicode } from '../unicode.js';

/** Makes the keyed hash (HMAC-SHA-256, first 32 hex digits) that correlates findings without telling their value. */
export function createValueHash(key: string | Uint8Array): (value: string) => string {
  return (value) =>
    createHmac('sha256', key).update(normaliseUnicode(value, 'NFC')).digest('hex').slice(0, 32);
}

/**
 * A value as it may be shown: its kind's length and at most its last four characters, and those only where more than
 * three quarters of it stay hidden.
 */
export function redactValue(value: string): string {
  const tail = value.length >= 16 ? value.slice(-4) : value.length >= 12 ? value.slice(-2) : '';
  return `[${value.length} characters${tail === '' ? '' : `, …${tail}`}]`;
}
