import type { FindingCandidate } from '../finding.js';
import { ibanModulo } from './checksums.js';
import { isPublishedNumber } from './reserved.js';

/** Length of an IBAN by country (SWIFT IBAN registry). */
const lengths = new Map(
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);
const SHAPE = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,31}/g;

/** IBANs: the country's length, then ISO 7064 MOD 97-10. Blanks or hyphens between groups are allowed. */
export function findIbans(text: string, found: FindingCandidate[]): void {
  SHAPE.lastIndex = 0;
  for (let match = SHAPE.exec(text); match; match = SHAPE.exec(text)) {
    const size = lengths.get(match[0].slice(0, 2).toUpperCase());
    const length = size === undefined ? 0 : lengthOf(match[0], size);
    const value = match[0].slice(0, length);
    const bounded = !/[A-Za-z0-9]/.test(text.charAt(match.index + length));
    if (length === 0 || !bounded || !ibanModulo(value.replace(/[ -]/g, ''))) {
      SHAPE.lastIndex = match.index + 4;
      continue;
    }
    const end = match.index + length;
    found.push({
      kind: 'iban',
      score: 0.95,
      start: match.index,
      end,
      signals: ['mod-97', 'country-length'],
      ...(isPublishedNumber(value.replace(/[ -]/g, '')) && { reserved: true }),
    });
    SHAPE.lastIndex = end;
  }
}

/** How long the beginning of `value` is that holds `size` letters and digits; 0 when there are fewer. */
function lengthOf(value: string, size: number): number {
  let count = 0;
  for (let index = 0; index < value.length; index++) {
    if (value[index] !== ' ' && value[index] !== '-') count++;
    if (count === size) return index + 1;
  }
  return 0;
}
