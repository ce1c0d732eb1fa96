import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { FindingCandidate } from '../finding.js';
import { boundedMatches } from './bounded-matches.js';
import { isCalendarDate, OTHER_MEANING, surroundings } from './context.js';
import { hasNumberWord, hasPhoneWord } from './phone-words.js';
import { isReservedPhone } from './reserved.js';

/** Seven to seventeen digits with the separators that phone numbers have; cheap, so that the parser sees little. */
const SHAPE =
  /(?<![\w.+\-/])(?:\+|\(\+?)?\d(?:[ .\-/()\u00a0\u2011\u2013]{0,3}\d){6,16}(?![A-WYZa-wyz0-9_]|[.-]\d)/g;
const EXTENSION =
  /(?:[ ,;]{0,3}(?:x|ext\.?|extn\.?|extension|доб\.?|durchwahl|dw|poste|anexo|ramal|int\.?|内線|分机|轉|转|내선|#) ?)\d{1,6}(?!\w)/iy;
const WORDS_RIGHT =
  /^[\s,;:|()-]{0,4}(?:office|fax|phone|mobile?|cell|home|work|tel)\b|^ is (?:my|his|her|their|our|the) (?:\w{1,12} )?(?:number|phone|cell|mobile|line)|^[^\n]{0,6}(?:连絡|連絡|電話|联系|致电|전화|연락|अप|पर कॉल)/;
/** What is counted is no number to call. */
const COUNTED =
  /^\s?(?:rows?|records?|items?|entries|lines?|times|units?|bytes|tokens?|users?|messages?|packages?|steps?|files?|requests?|ms|kb|mb|gb|usd|eur)\b/;
const DATE_LIKE = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?:\s|$)/;
const DOTTED = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * Phone numbers. With a leading plus or `00` the number must be possible by libphonenumber's metadata; without a country
 * code a phone word must stand beside it, or it has a national form that little else has.
 */
export function findPhones(text: string, found: FindingCandidate[], exhausted: () => void): void {
  for (const match of boundedMatches(text, SHAPE, found, exhausted)) {
    const value = match[0].replace(/[ (]+$/, '');
    const digits = value.replace(/\D/g, '').length;
    if (digits > 17 || DATE_LIKE.test(value) || DOTTED.test(value) || isCalendarDate(value)) continue;
    const bare = match.index + value.length;
    EXTENSION.lastIndex = bare;
    const end = bare + (EXTENSION.exec(text)?.[0].length ?? 0);
    const verdict = judge(text, value, match.index, end, digits);
    if (verdict)
      found.push({
        kind: 'phone-number',
        start: match.index,
        end,
        ...verdict,
        ...(isReservedPhone(value) && { reserved: true }),
      });
  }
}

interface Verdict {
  readonly score: number;
  readonly signals: string[];
}

function judge(text: string, value: string, start: number, end: number, digits: number): Verdict | undefined {
  const around = surroundings(text, start, end);
  const context = () => hasPhoneWord(text, start) || WORDS_RIGHT.test(around.right);
  if (/^\(?\+/.test(value)) return judgeInternational(value.replace('(0)', ''), context());
  if (COUNTED.test(around.right)) return undefined;
  const other = OTHER_MEANING.test(around.left);
  const withContext =
    !other &&
    digits <= 14 &&
    (context() || (digits <= MOST_NATIONAL && isNational(value) && hasNumberWord(text, start)));
  if (withContext) return { score: 0.7, signals: ['context'] };
  if (other) return undefined;
  if (/^00[1-9][\d ]*[ ()-]/.test(value) && isPossible(`+${value.slice(2)}`))
    return { score: 0.6, signals: ['international'] };
  return judgeForm(value, digits);
}

function judgeInternational(value: string, context: boolean): Verdict | undefined {
  if (isPossible(value))
    return { score: context ? 0.9 : 0.75, signals: ['international', ...(context ? ['context'] : [])] };
  return context ? { score: 0.6, signals: ['context'] } : undefined;
}

/** Ten or eleven digits, or twelve with a country's code that was written without its plus. */
const MOST_NATIONAL = 12;

const isPossible = (value: string) => parsePhoneNumberFromString(value)?.isPossible() ?? false;

/** A trunk prefix, or a mobile number as India, Spain and others write it: no year, no count. */
const isNational = (value: string) => /^\(?0[1-9]|^[6-9]\d/.test(value) && /\d\D?\d{2,}/.test(value);

/** (201) 555-0123: ten digits whose area and exchange begin with 2 to 9. */
const AMERICAN = /^(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-.]\d{4}$/;
/** 06 12 34 56 78 of France, 010-1234-5678 and 03-1234-5678 of Korea, Japan and others, 020 7946 0123 of Britain. */
const TRUNK =
  /^0[1-9](?:([ .])\d{2})(?:\1\d{2}){3}$|^0\d{1,2}-\d{3,4}-\d{4}$|^\(?0\d{2,4}\)? \d{3,4} \d{4}$|^07\d{3} \d{6}$/;

function judgeForm(value: string, digits: number): Verdict | undefined {
  if (digits >= 10 && AMERICAN.test(value)) return { score: 0.55, signals: ['north-american-form'] };
  if (TRUNK.test(value)) return { score: 0.55, signals: ['national-form'] };
  return undefined;
}
