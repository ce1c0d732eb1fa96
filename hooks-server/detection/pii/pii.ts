import type { FindingCandidate } from '../finding.js';
import { findCards } from './cards.js';
import { findEmails } from './email.js';
import { findIbans } from './iban.js';
import { findIdentifiers } from './ids/identifiers.js';
import { findIpAddresses, findMacAddresses, findWallets } from './network.js';
import { findPhones } from './phone.js';

const DIGIT = /\d/;

/**
 * Personal data in a text: candidates by shape, then checksum, then context words, which together make the score.
 * Linear in the text: shapes are bounded and anchored, context is looked for in a fixed window. Overlaps are left in.
 * `exhausted` is called when the text holds more than is looked at.
 */
export function findPersonalData(text: string, exhausted: () => void = () => undefined): FindingCandidate[] {
  const found: FindingCandidate[] = [];
  findEmails(text, found);
  findIpAddresses(text, found, exhausted);
  findMacAddresses(text, found, exhausted);
  if (!DIGIT.test(text)) return found;
  findCards(text, found, exhausted);
  findIbans(text, found);
  findWallets(text, found, exhausted);
  findPhones(text, found, exhausted);
  findIdentifiers(text, found, exhausted);
  return found;
}
