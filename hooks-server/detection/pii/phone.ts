import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Candidate } from '../finding.js';
import { isCalendarDate, otherMeaning, surroundings } from './context.js';

/** Seven to fifteen digits with the separators that phone numbers have; cheap, so that the parser sees little. */
const shape = /(?<![\w.+\-/])(?:\+|\(\+?)?\d(?:[ .\-/()\u00a0]{0,3}\d){6,16}(?![\w]|[.-]\d)/g;
const wordsLeft =
  /(?:phone|telephone|\btel(?:efon[oe]?|éfono)?\b|\bcell|mobile?\b|mobil|\bfax|whatsapp|\bsms\b|hotline|landline|\bcall(?:ed|ing|s)?\b|\bdial|\bring\b|\breach|contact(?: me| us)?\b|answering at|text(?: me| us| him| her)?\b|(?:my|his|her|their|your) number is|handy|rufnummer|anruf|erreichbar|appel|portable|móvil|celular|llam|chiam|cellulare|ligue|телефон|звон|номер|电话|電話|手机|携帯|फ़ोन|फोन|điện thoại|telefonu|ara(?:yın)?\b|전화|\bnumber:)[^!?]{0,40}$/;
const wordsRight = /^[\s,;:|()-]{0,4}(?:office|fax|phone|mobile?|cell|home|work|tel)\b/;
/** What is counted is no number to call. */
const counted =
  /^\s?(?:rows?|records?|items?|entries|lines?|times|units?|bytes|tokens?|users?|messages?|packages?|steps?|files?|requests?|ms|kb|mb|gb|usd|eur)\b/;
const dateLike = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?:\s|$)/;

/**
 * Phone numbers. With a leading plus the number must be valid by libphonenumber's metadata; without a country code a
 * phone word must stand beside it, or it has the North American form (201) 555-0123, which little else has.
 */
export function findPhones(text: string, found: Candidate[]): void {
  shape.lastIndex = 0;
  for (let match = shape.exec(text); match; match = shape.exec(text)) {
    const value = match[0].replace(/[ (]+$/, '');
    const digits = value.replace(/\D/g, '').length;
    if (digits < 7 || digits > 17 || dateLike.test(value) || isCalendarDate(value)) continue;
    const end = match.index + value.length;
    const verdict = judge(text, value, match.index, end, digits);
    if (verdict) found.push({ kind: 'phone-number', start: match.index, end, ...verdict });
  }
}

function judge(
  text: string,
  value: string,
  start: number,
  end: number,
  digits: number,
): { score: number; signals: string[] } | undefined {
  const around = surroundings(text, start, end);
  const context = wordsLeft.test(around.left) || wordsRight.test(around.right);
  if (/^\(?\+/.test(value)) {
    const valid = parsePhoneNumberFromString(value.replace('(0)', ''))?.isPossible() ?? false;
    if (valid)
      return { score: context ? 0.9 : 0.75, signals: ['international', ...(context ? ['context'] : [])] };
    return context ? { score: 0.6, signals: ['context'] } : undefined;
  }
  if (counted.test(around.right)) return undefined;
  if (context && digits <= 13 && !otherMeaning.test(around.left)) return { score: 0.7, signals: ['context'] };
  const american = digits === 10 && /^(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-.]\d{4}$/.test(value);
  if (american && !otherMeaning.test(around.left)) return { score: 0.55, signals: ['north-american-form'] };
  return undefined;
}
