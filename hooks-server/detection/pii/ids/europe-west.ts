import {
  checkDigit,
  isDayAndMonth,
  luhn,
  missingTo10,
  missingTo11,
  mod11And10,
  verhoeff,
  weightedSum,
} from '../checksums.js';
import { id, type IdentifierRule } from './rule.js';

const last = (text: string) => Number(text.at(-1));
const isRepeated = (text: string) => /^(\d)\1+$/.test(text);

const nhs = (text: string) =>
  checkDigit([10, 9, 8, 7, 6, 5, 4, 3, 2], 11, missingTo11)(text) && !isRepeated(text);
const utr = (text: string) =>
  '21987654321'[weightedSum(text.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11] === text[0];
const french = (text: string) => {
  const number = text.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return !/\D/.test(number) && 97 - Number(BigInt(number) % 97n) === Number(text.slice(13));
};
const bsn = (text: string) =>
  weightedSum(text.padStart(9, '0'), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && !/^0+$/.test(text);
/** Born from 2000 on: a 2 is put before the number. */
const belgian = (text: string) =>
  ['', '2'].some((century) => 97 - (Number(century + text.slice(0, 9)) % 97) === Number(text.slice(9)));
const irish = (text: string) => {
  const second = text.length > 8 && text[8] !== 'W' ? text.charCodeAt(8) - 64 : 0;
  return 'WABCDEFGHIJKLMNOPQRSTUV'[(weightedSum(text, [8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23] === text[7];
};
const ahv = checkDigit([1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3], 10, missingTo10);
const austrian = (text: string) =>
  weightedSum(text, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === Number(text[3]) &&
  isDayAndMonth(text.slice(4, 6), String(Math.min(12, Number(text.slice(6, 8)))));
const luxembourgish = (text: string) =>
  isDayAndMonth(text.slice(6, 8), text.slice(4, 6)) &&
  luhn(text.slice(0, 12)) &&
  verhoeff(text.slice(0, 11) + text.slice(12));
const healthInsurance = (text: string) => {
  const letter = String(text.charCodeAt(0) - 64).padStart(2, '0');
  const sum = Array.from(letter + text.slice(1, 9), Number).reduce((total, digit, index) => {
    const value = digit * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === last(text);
};
/** Identifiers of western Europe. Sources: the issuing offices' published algorithms. */
export const westernEurope: readonly IdentifierRule[] = [
  id(
    'GB',
    'uk-nhs',
    'mod 11',
    '\\d{3}[ -]?\\d{3}[ -]?\\d{4}',
    'nhs|national health|health service|chi number|chi no',
    nhs,
  ),
  id(
    'GB',
    'uk-nino',
    'prefixes never given',
    '[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\\d{2}[ -]?\\d{2}[ -]?\\d{2}[ -]?[A-D]',
    'nin|nino|ni number|ni no|national insurance|insurance|n i number',
    (text) => !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(text),
  ),
  id('GB', 'uk-utr', 'mod 11', '\\d{5} ?\\d{5}K?', 'utr|unique taxpayer|self assessment|tax reference', utr),
  id(
    'GB',
    'uk-sort-code',
    'none',
    '\\d{2}-\\d{2}-\\d{2}|\\d{6}|\\d{2} \\d{2} \\d{2}',
    'sort code|sortcode|sort-code',
  ),
  id(
    'GB',
    'uk-driving-licence',
    'digits of a birth date',
    '[A-Z9]{5}\\d{6}[A-Z9]{2}[A-Z0-9]{3}(?: ?\\d{2})?',
    'driv*|licen*|dvla',
    (text) => isDayAndMonth(text.slice(8, 10), text.slice(6, 8), [0, 50]),
  ),
  id(
    'IE',
    'ie-pps',
    'mod 23 letter',
    '\\d{7}[ -]?[A-W][ABWTX]?',
    'pps|ppsn|personal public service|pps number|p p s',
    irish,
  ),
  id(
    'FR',
    'fr-nir',
    'mod 97',
    '[1-478] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-4]\\d|50|[6-9]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}',
    'securite sociale|secu|insee|nir|sociale',
    french,
    { bareScore: 0.7 },
  ),
  id(
    'FR',
    'fr-tax-number',
    'mod 511',
    '[0-3]\\d ?\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}|[0-3]\\d{12}',
    'numero fiscal|fiscal|spi|impots',
    (text) => Number(text.slice(0, 10)) % 511 === Number(text.slice(10)),
  ),
  id('FR', 'fr-siret', 'Luhn', '\\d{3} ?\\d{3} ?\\d{3}(?: ?\\d{5})?', 'siret|siren', luhn),
  id(
    'FR',
    'fr-identity-card',
    'none',
    '\\d{12}|[A-Z0-9]{9}',
    "carte d'identite|carte nationale|cni",
    (text) => (text.match(/\d/g)?.length ?? 0) >= 4,
  ),
  id(
    'BE',
    'be-national-number',
    'mod 97',
    '\\d{2}[. -]?\\d{2}[. -]?\\d{2}[. -]?\\d{3}[. -]?\\d{2}',
    'rijksregister*|registre national|numero national|nationaal nummer|national register|insz|niss|bis|rrn|nn|nationalregister*|nationalnummer',
    belgian,
  ),
  id(
    'BE',
    'be-enterprise-number',
    'mod 97',
    '(?:BE ?)?[01]?\\d{3}[. ]?\\d{3}[. ]?\\d{3}',
    'ondernemingsnummer|kbo|bce|btw|tva|numero d entreprise|enterprise number|vat',
    (text) => {
      const number = text.replace('BE', '').padStart(10, '0');
      return 97 - (Number(number.slice(0, 8)) % 97) === Number(number.slice(8));
    },
  ),
  id(
    'NL',
    'nl-bsn',
    'mod 11',
    '\\d{8,9}|\\d{4}[. ]\\d{2}[. ]\\d{3}|\\d{3}[. ]\\d{3}[. ]\\d{3}',
    'bsn*|burgerservice*|sofinummer|sofi nummer|citizen service',
    bsn,
  ),
  id(
    'LU',
    'lu-matricule',
    'Luhn and Verhoeff',
    '(?:19|20)\\d{2} ?\\d{4} ?\\d{3} ?\\d{2}|(?:19|20)\\d{11}',
    'matricule|cns|identification nationale',
    luxembourgish,
  ),
  id(
    'CH',
    'ch-ahv',
    'EAN-13',
    '756[. ]?\\d{4}[. ]?\\d{4}[. ]?\\d{2}',
    'ahv*|avs|navs*|sozialvers*|versichertennummer',
    ahv,
    { bareScore: 0.8 },
  ),
  id(
    'CH',
    'ch-uid',
    'mod 11',
    'CHE[- ]?\\d{3}[. ]?\\d{3}[. ]?\\d{3}',
    'uid|mwst|tva|iva|ide|unternehmens*|handelsregister*|vat',
    checkDigit([5, 4, 3, 2, 7, 6, 5, 4], 11, missingTo11),
    { bareScore: 0.6 },
  ),
  id(
    'AT',
    'at-svnr',
    'mod 11',
    '\\d{4}[ -]?\\d{6}',
    'svnr*|sv nr|sv nummer|sozialvers*|versicherungsnummer|e card|vsnr',
    austrian,
  ),
  id(
    'AT',
    'at-tax-number',
    'Luhn',
    '\\d{2}[ -]?\\d{3}[/ ]?\\d{4}',
    'abgabenkonto*|steuernummer|st nr|finanzamt',
    luhn,
  ),
  id(
    'DE',
    'de-tax-id',
    'mod 11-10',
    '\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}',
    'steuer*|tax id*|tin|idnr|idno',
    (text) => !text.startsWith('0') && mod11And10(text),
  ),
  id(
    'DE',
    'de-tax-number',
    'none',
    '\\d{2,3}/\\d{3,4}/\\d{4,5}|\\d{13}',
    'steuernummer|steuer nr|st nr|stnr',
  ),
  id(
    'DE',
    'de-health-insurance',
    'Luhn',
    '[A-Z]\\d{9}',
    'kranken*|versicher*|health insur*|kvnr|egk',
    healthInsurance,
  ),
  id(
    'DE',
    'de-id-card',
    'none',
    '[CFGHJKLMNPRTVWXYZ0-9]{9}\\d?',
    'personalausweis*|ausweis*|id card|identity card|perso',
    (text) => (text.match(/\d/g)?.length ?? 0) >= 3,
  ),
  id(
    'DE',
    'de-social-security',
    'none',
    '\\d{2} ?\\d{6} ?[A-Z] ?\\d{3}',
    'sozialvers*|rentenvers*|social sec*|versicherungsnummer|rvnr|svnr|sv nummer',
  ),
  id('DE', 'de-lanr', 'none', '\\d{9}', 'lanr|arztnummer|arzt'),
  id('DE', 'de-bsnr', 'none', '\\d{9}', 'bsnr|betriebsst*'),
  id(
    'DE',
    'de-license-plate',
    'none',
    '[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2} ?\\d{1,4}[EH]?',
    'kennzeichen|kfz*|license plate|licence plate|number plate',
    undefined,
    { flags: 'g' },
  ),
];
