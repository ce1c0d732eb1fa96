import type { FindingCandidate } from '../finding.js';
import { boundedMatches } from './bounded-matches.js';
import { hasContext, OTHER_MEANING, surroundings } from './context.js';
import { luhn } from './checksums.js';
import { isPublishedNumber } from './reserved.js';

/** Twelve to nineteen digits, alone or in groups parted by one blank or hyphen. */
const NUMBER = /(?<![\w.\-+])\d(?:[ -]?\d){11,18}(?![\w-]|\.\d)/g;
const WORDS =
  /card|payment|charge[ds]?\b|billing|refund|checkout|zahlung|paiement|\bpago|pagamento|оплат|支付|支払|결제|\bcc\b|credit|debit|visa|master ?card|maestro|amex|american express|discover|diners|jcb|karte|carte|tarjeta|carta|cartão|карт|kart|卡|カード|카드|\bpan\b/;

/** Length and first digits that issuers use (ISO/IEC 7812; the networks' published ranges). */
function isIssued(digits: string): boolean {
  const two = Number(digits.slice(0, 2));
  const three = Number(digits.slice(0, 3));
  const four = Number(digits.slice(0, 4));
  const size = digits.length;
  if (digits.startsWith('4')) return size === 16 || size === 13 || size === 19;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return size === 16;
  if (two === 34 || two === 37) return size === 15;
  if ((three >= 300 && three <= 305) || three === 309 || two === 36 || two === 38 || two === 39)
    return size >= 14;
  if (four === 6011 || two === 64 || two === 65 || two === 62 || two === 60) return size >= 16;
  if (four >= 3528 && four <= 3589) return size >= 16;
  if (four === 2131 || four === 1800) return size === 15;
  if (two === 50 || (two >= 56 && two <= 69)) return size >= 12;
  if (four >= 2200 && four <= 2204) return size >= 16;
  return false;
}

/** Unix milliseconds of the years 2017 to 2033: no issuer's range begins so, and one in ten passes Luhn's check. */
const TIMESTAMP = /^1[5-9]\d{11}$/;

/** Payment card numbers: Luhn, and an issuer's range or a card word; without a word only shapes that little else has. */
export function findCards(text: string, found: FindingCandidate[], exhausted: () => void): void {
  for (const match of boundedMatches(text, NUMBER, found, exhausted)) {
    const digits = match[0].replace(/\D/g, '');
    if (!luhn(digits) || /^(\d)\1+$/.test(digits) || TIMESTAMP.test(digits)) continue;
    const end = match.index + match[0].length;
    const around = surroundings(text, match.index, end);
    const context = hasContext(around, WORDS);
    const issued = isIssued(digits);
    const common = issued && (digits.length === 16 || (digits.length === 15 && /^3[47]/.test(digits)));
    if (!context && (!common || OTHER_MEANING.test(around.left))) continue;
    found.push({
      kind: 'credit-card',
      score: !context ? 0.75 : issued ? 0.95 : 0.7,
      start: match.index,
      end,
      signals: ['luhn', ...(issued ? ['issuer-range'] : []), ...(context ? ['context'] : [])],
      ...(isPublishedNumber(digits) && { reserved: true }),
    });
  }
}
