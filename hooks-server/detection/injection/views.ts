import { segmentLetters } from './lexicon.js';
import { signsOf, type Signs } from './signs.js';
import { spellings } from './spellings.js';

/** A text that was hidden inside another: what it says, where it stood, and how it was hidden. */
export interface HiddenText {
  readonly text: string;
  /** A name: `base64`, or a spelling's. */
  readonly encoding: string;
  /** UTF-16 offsets in the text it was found in. */
  readonly start: number;
  readonly end: number;
}

const BASE64 = /(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{16,4000}={0,2}(?![A-Za-z0-9+/=])/g;
const HEX = /(?<![A-Za-z0-9])(?:0x)?[0-9A-Fa-f]{2}(?:[ :]?[0-9A-Fa-f]{2}){11,2000}/g;
const MAXIMUM_VIEWS = 8;
// eslint-disable-next-line no-control-regex -- control characters are what makes decoded bytes unprintable.
const UNPRINTABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]/;

/** Decoded bytes that read like text: printable, with blanks between words. */
function isReadable(text: string): boolean {
  return text.length >= 8 && !UNPRINTABLE.test(text) && /\p{L}{2}\s+\S/u.test(text);
}

/** Words of many languages' commonest, spelled by ROT13 and backwards; two of them make the guess worth trying. */
const ROT13_WORDS =
  /\b(?:gur|naq|lbh|lbhe|ner|abj|jvgubhg|ehyrf|nal|gung|vf|nyy|gb|bs|sbe|jung|guvf|zr|vtaber|sbetrg|qvfertneq|cerivbhf|cebzcg|flfgrz|vafgehpgvbaf?|ercrng|rirelguvat|nobir|orsber|fnl|cevag|fubj|vavgvny|qre|qvr|qnf|haq|nyyrf|iretvff|vfg|avpug|qh|yrf|gbhg|ybf|dhr)\b/gi;
const REVERSED_WORDS =
  /\b(?:eht|dna|uoy|ruoy|taht|lla|tahw|siht|tuoba|erongi|tegrof|suoiverp|tpmorp|metsys|snoitcurtsni|noitcurtsni|taeper|gnihtyreve|evoba|erofeb|yas|tnirp|wohs|laitini|rof|htiw|morf|era|dnu|red|eid|sad|tsi|sella|tchin|sel|euq|sol)\b/gi;

/** What is looked at of one text: decodings that read like text, and runs of letters and digits that do not. */
const MAXIMUM_TRIED = 2_000;

/**
 * What base64, hex, ROT13, reversal or another spelling hide in a text. Only results that read like text are given. Linear, bounded:
 * `signs` are the text's own; `exhausted` is called when the text holds more than is looked at.
 */
export function hiddenTexts(
  text: string,
  signs = signsOf(text),
  exhausted: () => void = () => undefined,
): HiddenText[] {
  const found: HiddenText[] = [];
  if (signs.base64) decodeRuns(text, BASE64, 'base64', found, exhausted);
  if (signs.hex) decodeRuns(text, HEX, 'hex', found, exhausted);
  if (atLeast(text, ROT13_WORDS, 2)) {
    found.push({ text: rot13(text), encoding: 'rot13', start: 0, end: text.length });
  }
  if (atLeast(text, REVERSED_WORDS, 2)) {
    found.push({
      text: Array.from(text).reverse().join(''),
      encoding: 'reversed',
      start: 0,
      end: text.length,
    });
  }
  for (const { name, mayOccur, read } of spellings) {
    if (mayOccur?.(signs) === false) continue;
    const whole = text.length > LONGEST_SPELLED ? text.slice(0, LONGEST_SPELLED) : text;
    const plain = read(whole);
    if (plain !== undefined && isReadable(plain))
      found.push({ text: plain, encoding: name, start: 0, end: whole.length });
  }
  return found;
}

/** Ways of spelling are looked for in the first units of a text. */
const LONGEST_SPELLED = 16_384;

function decodeRuns(
  text: string,
  pattern: RegExp,
  encoding: 'base64' | 'hex',
  found: HiddenText[],
  exhausted: () => void,
): void {
  const most = found.length + MAXIMUM_VIEWS;
  pattern.lastIndex = 0;
  let tried = 0;
  let match = pattern.exec(text);
  for (; match && tried < MAXIMUM_TRIED && found.length < most; match = pattern.exec(text)) {
    tried++;
    const run = match[0];
    const bytes =
      encoding === 'base64' ? Buffer.from(run, 'base64') : Buffer.from(run.replace(/^0x|[ :]/g, ''), 'hex');
    const decoded = bytes.toString('utf8');
    if (!isReadable(decoded)) continue;
    found.push({ text: decoded, encoding, start: match.index, end: match.index + run.length });
  }
  if (match) exhausted();
}

function atLeast(text: string, pattern: RegExp, count: number): boolean {
  pattern.lastIndex = 0;
  for (let index = 0; index < count; index++) if (!pattern.test(text)) return false;
  return true;
}

function rot13(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

const SPACED_RUN = /(?<![\p{L}\p{N}])\p{L}(?:[ \t]{1,3}[\p{L}\p{N}'.,:!?]){5,}(?![\p{L}\p{N}])/gu;
const MARKED_RUN = /(?<![\p{L}\p{N}])\p{L}(?:[-*_.~·|+]\p{L}){3,}(?![\p{L}\p{N}])/gu;
const LEET_WORD =
  /(?<![A-Za-z0-9@$])(?=[A-Za-z0-9@$!|]{3,24}(?![A-Za-z0-9@$]))(?=[A-Za-z]*[0-9@$|])[A-Za-z0-9@$!|]{2,23}[A-Za-z0-9@$]/g;
const leetLetters: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  9: 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
};

/** A text with spaced-out and marked-out letters joined and digits in words read as letters; how many words changed. `signs` are its own. */
export function joinLetters(
  text: string,
  { spaced, marked, leet: hasLeet }: Signs = signsOf(text),
): {
  readonly text: string;
  readonly joined: number;
  readonly leet: number;
} {
  let joined = 0;
  let leet = 0;
  let result = text;
  if (spaced >= 5 && /\p{L}[ \t]{1,3}\p{L}[ \t]{1,3}\p{L}[ \t]/u.test(text)) {
    result = result.replace(SPACED_RUN, (run) => {
      joined += 2;
      return / {2}/.test(run)
        ? run.replace(/(\S)[ \t](?=\S)/g, '$1')
        : segmentLetters(run.replace(/[ \t]/g, ''));
    });
  }
  if ((marked >= 3 || result !== text) && /\p{L}[-*_.~·|+]\p{L}[-*_.~·|+]\p{L}[-*_.~·|+]/u.test(text)) {
    result = result.replace(MARKED_RUN, (run) => {
      joined++;
      return run.replace(/[-*_.~·|+]/g, '');
    });
  }
  if ((hasLeet || result !== text) && /[A-Za-z][0134578@$|]|[0134578@$|][A-Za-z]/.test(text)) {
    result = result.replace(LEET_WORD, (word) => {
      if (!/[A-Za-z]/.test(word) || /^[0-9]+[a-z]{1,2}$|^[A-Za-z]+[0-9]+$|^0x/i.test(word)) return word;
      leet++;
      return word.replace(/[013457890@$!|]/g, (unit) => leetLetters[unit] ?? unit);
    });
  }
  return { text: result, joined, leet };
}
