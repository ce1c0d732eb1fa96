import type { FindingCandidate } from '../finding.js';
import { isReservedEmail } from './reserved.js';

/** Units of what stands before the `@`, by their code. */
const LOCAL_UNITS = Uint8Array.from({ length: 0x250 }, (_, code) =>
  Number(/[A-Za-z0-9._%+'\-\u00c0-\u024f]/.test(String.fromCharCode(code))),
);
const DOMAIN =
  /[A-Za-z0-9\u00a1-\uffdc](?:[A-Za-z0-9\u00a1-\uffdc-]{0,62}\.){1,8}(?:xn--[A-Za-z0-9-]{2,59}|[A-Za-z\u00a1-\uffdc]{2,24})(?![A-Za-z0-9_])/y;
const FILE_ENDING = /\.(?:png|jpe?g|gif|svg|webp|css|js|ts|html?|pdf|json)$/i;

/**
 * E-mail addresses: every `@` is the anchor, what stands left of it is read backwards for at most 64 characters
 * (RFC 5321, 4.5.3.1.1), so that no input makes the search quadratic.
 */
export function findEmails(text: string, found: FindingCandidate[]): void {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && LOCAL_UNITS[text.charCodeAt(start - 1)] === 1) start--;
    if (start === at || text.charAt(at - 1) === '.') continue;
    while (start < at && /[.'%-]/.test(text.charAt(start))) start++;
    if (start === at) continue;
    DOMAIN.lastIndex = at + 1;
    const match = DOMAIN.exec(text)?.[0];
    if (!match || match.includes('..') || FILE_ENDING.test(match)) continue;
    const end = at + 1 + match.length;
    if (text.charAt(start - 1) === ':' && /:\/\/\S{0,64}$/.test(text.slice(Math.max(0, start - 80), start)))
      continue;
    if (/^git@/.test(text.slice(start, at + 1)) && text.charAt(end) === ':') continue;
    const reserved = isReservedEmail(text.slice(start, end));
    found.push({
      kind: 'email-address',
      score: 0.85,
      start,
      end,
      signals: ['email'],
      ...(reserved && { reserved }),
    });
  }
}
