import type { Candidate } from '../finding.js';
import { findCards } from './cards.js';
import { hasContext, meansOther, otherMeaning, surroundings } from './context.js';
import { worded } from './document-ids.js';
import { findEmails } from './email.js';
import { findIbans } from './iban.js';
import { checkedIdentifiers, type IdentifierRule } from './national-ids.js';
import { findNetworkAddresses, findWallets } from './network.js';
import { findPhones } from './phone.js';

const digit = /\d/;

/**
 * Personal data in a text: candidates by shape, then checksum, then context words, which together make the score.
 * Linear in the text: shapes are bounded and anchored, context is looked for in a fixed window. Overlaps are left in.
 */
export function findPersonalData(text: string): Candidate[] {
  const found: Candidate[] = [];
  findEmails(text, found);
  findNetworkAddresses(text, found);
  if (!digit.test(text)) return found;
  findCards(text, found);
  findIbans(text, found);
  findWallets(text, found);
  findPhones(text, found);
  const lower = text.toLowerCase();
  for (const rule of checkedIdentifiers) findIdentifier(text, lower, rule, found, hasContext);
  for (const rule of worded) {
    findIdentifier(
      text,
      lower,
      rule,
      found,
      (around, words) => hasContext(around, words) && !meansOther(around, words),
    );
  }
  return found;
}

function findIdentifier(
  text: string,
  lower: string,
  rule: IdentifierRule,
  found: Candidate[],
  isIn: typeof hasContext,
): void {
  if (rule.bareScore === undefined && !rule.words.test(lower) && !rule.words.source.endsWith('$')) return;
  rule.shape.lastIndex = 0;
  for (let match = rule.shape.exec(text); match; match = rule.shape.exec(text)) {
    const compact = match[0].replace(/[^A-Za-z0-9]/g, '').toUpperCase();
    if (!rule.isValid(compact)) continue;
    const start = match.index;
    const end = start + match[0].length;
    const around = surroundings(text, start, end);
    const context = isIn(around, rule.words);
    const score = context ? 0.85 : otherMeaning.test(around.left) ? undefined : rule.bareScore;
    if (score === undefined) continue;
    const signals = [`shape:${rule.kind}`, ...(context ? ['context'] : [])];
    found.push({ kind: rule.kind, score, start, end, signals });
  }
}
