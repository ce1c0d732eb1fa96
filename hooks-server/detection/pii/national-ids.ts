import { isCalendarDate } from './context.js';
import { luhn, mod11And10, verhoeff, weightedSum } from './checksums.js';

/** An identifier that a state or a health system gives: a shape, its check, and the words that must stand beside it. */
export interface IdentifierRule {
  readonly kind: string;
  readonly shape: RegExp;
  /** Gets the letters and digits alone, upper case. */
  readonly isValid: (compact: string) => boolean;
  readonly words: RegExp;
  /** The shape and check are so particular that the value counts without its words; its score then. */
  readonly bareScore?: number;
}

const always = () => true;
const digits = (text: string) => text.replace(/\D/g, '');
const last = (text: string) => Number(text.at(-1));
const shape = (source: string) => new RegExp(`(?<![\\w-])(?:${source})(?![\\w]|-\\d)`, 'gi');

function rule(
  kind: string,
  source: string,
  words: RegExp,
  isValid: (compact: string) => boolean = always,
  bareScore?: number,
): IdentifierRule {
  return { kind, shape: shape(source), words, isValid, ...(bareScore === undefined ? {} : { bareScore }) };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** US SSN: area, group and serial are never all zeros, area never 666 or 900 and above (SSA, randomisation of 2011). */
function isSsn(text: string): boolean {
  if (/^(?:000|666|9)|^...00|0000$/.test(text) || /^(\d)\1+$/.test(text)) return false;
  return !['123456789', '078051120', '219099999', '987654320'].includes(text);
}

/** US ITIN: begins with 9, group 50-65, 70-88, 90-92 or 94-99 (IRS). */
const isItin = (text: string) => /^9\d\d(?:5\d|6[0-5]|[78]\d|9[0-24-9])/.test(text) && !/^9\d\d89/.test(text);

const nhs = (text: string) => {
  const check = 11 - (weightedSum(text, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return (check === 11 ? 0 : check) === last(text) && !/^(\d)\1+$/.test(text);
};
const dniLetters = 'TRWAGMYFPDXBNJZSQVHLCKE';
const nif = (text: string) => dniLetters[Number(text.slice(0, -1)) % 23] === text.at(-1);
const nie = (text: string) => nif(`${'XYZ'.indexOf(text.charAt(0))}${text.slice(1)}`);
const pesel = (text: string) =>
  (10 - (weightedSum(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === last(text) &&
  Number(text.slice(2, 4)) % 20 >= 1 &&
  Number(text.slice(2, 4)) % 20 <= 12;
const abn = (text: string) =>
  weightedSum(String(Number(text.charAt(0)) - 1) + text.slice(1), [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) %
    89 ===
  0;
const acn = (text: string) => (10 - (weightedSum(text, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === last(text);
const tfn = (text: string) => weightedSum(text, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0;
const medicare = (text: string) =>
  /^[2-6]/.test(text) && weightedSum(text, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(text[8]);
const npi = (text: string) => luhn(`80840${text}`);
const fiscalOdd = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];
const fiscal = (text: string) => {
  const sum = Array.from(text.slice(0, 15)).reduce((total, character, index) => {
    const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
    return total + (index % 2 === 0 ? (fiscalOdd[value] ?? 0) : value);
  }, 0);
  return String.fromCharCode(65 + (sum % 26)) === text.at(-1);
};
const finnishLetters = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const finnish = (text: string) =>
  /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])/.test(text) &&
  finnishLetters[Number(text.slice(0, 6) + text.slice(-4, -1)) % 31] === text.at(-1);
const turkish = (text: string) => {
  const odd = weightedSum(text, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weightedSum(text, [0, 1, 0, 1, 0, 1, 0, 1]);
  const sum = weightedSum(text, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  return (odd * 7 - even + 100) % 10 === Number(text[9]) && sum % 10 === Number(text[10]);
};
const thai = (text: string) => (11 - (weightedSum(text, range(2, 13).reverse()) % 11)) % 10 === last(text);
const korean = (text: string) => {
  const month = Number(text.slice(2, 4));
  return month >= 1 && month <= 12 && Number(text.slice(4, 6)) >= 1 && Number(text.slice(4, 6)) <= 31;
};
const brn = (text: string) => {
  const sum = weightedSum(text, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((Number(text[8]) * 5) / 10);
  return (10 - (sum % 10)) % 10 === last(text);
};
const healthInsurance = (text: string) => {
  const letter = String(text.charCodeAt(0) - 64).padStart(2, '0');
  const sum = Array.from(letter + text.slice(1, 9), Number).reduce((total, digit, index) => {
    const value = digit * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === last(text);
};
const cpf = (text: string) => {
  const check = (size: number) => ((weightedSum(text, range(2, size + 1).reverse()) * 10) % 11) % 10;
  return !/^(\d)\1+$/.test(text) && check(9) === Number(text[9]) && check(10) === Number(text[10]);
};
const bsn = (text: string) =>
  weightedSum(text, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && !/^0+$/.test(text);
const chinese = (text: string) => {
  const sum = weightedSum(text.slice(0, 17), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return '10X98765432'[sum % 11] === text.at(-1) && isCalendarDate(text.slice(6, 14));
};
const singapore = (text: string) => {
  const sum =
    weightedSum(text, [2, 7, 6, 5, 4, 3, 2]) + (/^[TG]/.test(text) ? 4 : text.startsWith('M') ? 3 : 0);
  const letters = /^[ST]/.test(text) ? 'JZIHGFEDCBA' : text.startsWith('M') ? 'KLJNPQRTUWX' : 'XWUTRQPNMLK';
  return letters[text.startsWith('M') ? 10 - (sum % 11) : sum % 11] === text.at(-1);
};
const french = (text: string) => 97 - Number(BigInt(text.slice(0, 13)) % 97n) === Number(text.slice(13));
const swedish = (text: string) => luhn(text.slice(-10));

/** Rules whose value has a check digit. Sources: the issuing offices' published algorithms. */
export const checkedIdentifiers: readonly IdentifierRule[] = [
  rule('us-ssn', '\\d{3}-\\d{2}-\\d{4}', /ssn|social sec|soc(?:ial)? ?#/, isSsn, 0.65),
  rule('us-ssn', '\\d{3}[ ]?\\d{2}[ ]?\\d{4}', /ssn|social sec/, isSsn),
  rule('us-itin', '9\\d{2}[- ]?\\d{2}[- ]?\\d{4}', /itin|taxpayer|individual tax/, isItin),
  rule('us-npi', '[12]\\d{3}[ -]?\\d{3}[ -]?\\d{3}', /npi|national provider|provider/, npi),
  rule('uk-nhs', '\\d{3}[ -]?\\d{3}[ -]?\\d{4}', /nhs|national health|health service/, nhs),
  // The second part of a UUID may not follow: its first is often of this shape.
  rule('es-nif', '\\d{7,8}-?[A-Z](?!-[0-9a-f]{4}-)', /\bnif\b|\bdni\b|identidad|spanish/, nif, 0.55),
  rule('es-nie', '[XYZ]-?\\d{7}-?[A-Z]', /\bnie\b|extranjer|foreigner|identif/, nie, 0.65),
  rule('pl-pesel', '\\d{11}', /pesel|ewidencyjn/, pesel),
  rule('au-abn', '\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}', /\babn\b|business number/, abn),
  rule('au-acn', '\\d{3} ?\\d{3} ?\\d{3}', /\bacn\b|company number/, acn),
  rule('au-tfn', '\\d{3} ?\\d{3} ?\\d{3}', /\btfn\b|tax file/, tfn),
  rule('au-medicare', '\\d{4} ?\\d{5} ?\\d{1,2}', /medicare/, medicare),
  rule('ca-sin', '\\d{3}[ -]?\\d{3}[ -]?\\d{3}', /\bsin\b|social insurance|assurance sociale/, luhn),
  rule('in-aadhaar', '[2-9]\\d{3}[ -]?\\d{4}[ -]?\\d{4}', /aadhaa?r|\buidai?\b|आधार/, verhoeff),
  rule(
    'it-fiscal-code',
    '[A-Z]{6}\\d{2}[A-EHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]',
    /fiscale?|codice|\bcf\b/,
    fiscal,
    0.9,
  ),
  rule('it-vat-code', '\\d{11}', /\bvat\b|\biva\b|partita/, (text) => luhn(text) && !/^0+$/.test(text)),
  rule(
    'fi-personal-identity-code',
    '\\d{6}[-+A-FU-Y]\\d{3}[0-9A-FHJ-NPR-Y]',
    /henkil|identity|\bhetu\b|finnish|personal/,
    finnish,
  ),
  rule(
    'fi-personal-identity-code',
    // Not four digits that are a time of day: `240115-0930` is a time stamp where no word says otherwise.
    '\\d{6}(?!-(?:[01]\\d|2[0-3])[0-5]\\d)[-+A-FU-Y]\\d{3}[0-9A-FHJ-NPR-Y]',
    /henkil|identity|\bhetu\b|finnish|personal/,
    finnish,
    0.6,
  ),
  rule('tr-national-id', '[1-9]\\d{10}', /\btc\b|t\.c\.|kimlik|tckn|national id|turk/, turkish),
  rule('th-tnin', '[1-8]-?\\d{4}-?\\d{5}-?\\d{2}-?\\d', /thai|tnin|ประชาชน|national id|\bthailand\b/, thai),
  rule(
    'kr-rrn',
    '\\d{6}-?[1-8]\\d{6}',
    /\brrn\b|\bfrn\b|resident|주민|외국인|korea|\bkr\b|foreigner/,
    korean,
  ),
  rule('kr-brn', '\\d{3}-?\\d{2}-?\\d{5}', /\bbrn\b|사업자|business reg/, brn),
  rule(
    'de-tax-id',
    '\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}',
    /steuer|tax.?id|\btin\b|\bidnr/,
    (text) => !text.startsWith('0') && mod11And10(text),
  ),
  rule('de-health-insurance', '[A-Z]\\d{9}', /kranken|versicher|health.?insur|\bkvnr/, healthInsurance),
  rule(
    'se-personnummer',
    '(?:\\d{2})?\\d{6}[-+]?\\d{4}',
    /person|samordnings|identity|swedish|\bse\b/,
    swedish,
  ),
  rule('se-organisationsnummer', '\\d{6}-?\\d{4}', /organi[sz]ation|\borg\.? ?n(?:umme)?r/, swedish),
  rule('za-id-number', '\\d{10}[01]\\d{2}', /south afric|\bza\b|identity|\bid (?:number|no)/, luhn),
  rule('br-cpf', '\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}', /\bcpf\b/, cpf),
  rule('nl-bsn', '\\d{9}', /\bbsn\b|burgerservice/, bsn),
  rule('cn-id', '[1-9]\\d{16}[\\dX]', /身份证|身份|resident id|identity|chinese/, chinese, 0.8),
  rule('sg-nric', '[STFGM]\\d{7}[A-Z]', /nric|\bfin\b|singapore|identity/, singapore, 0.65),
  rule(
    'fr-nir',
    '[12] ?\\d{2} ?(?:0[1-9]|1[0-2]) ?\\d{2} ?\\d{3} ?\\d{3} ?\\d{2}',
    /sécurité|insee|\bnir\b|sociale/,
    french,
    0.7,
  ),
];

/** Digits alone of a checked value; exported for the property tests. */
export { digits as digitsOnly };
