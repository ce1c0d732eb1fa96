import {
  checkDigit,
  isDayAndMonth,
  missingTo11OrZero,
  missingTo10,
  verhoeff,
  weightedSum,
} from '../checksums.js';
import { isCalendarDate } from '../context.js';
import { id, type IdentifierRule } from './rule.js';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const last = (text: string) => Number(text.at(-1));

const chinese = (text: string) => {
  const sum = weightedSum(text.slice(0, 17), [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return '10X98765432'[sum % 11] === text.at(-1) && isCalendarDate(text.slice(6, 14));
};
const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditCode = (text: string) => {
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
  const sum = weights.reduce(
    (total, weight, index) => total + weight * CREDIT_CODE_ALPHABET.indexOf(text.charAt(index)),
    0,
  );
  return CREDIT_CODE_ALPHABET[(31 - (sum % 31)) % 31] === text.at(-1);
};
const TAIWAN_LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';
const taiwanese = (text: string) => {
  const code = TAIWAN_LETTERS.indexOf(text.charAt(0)) + 10;
  const second = /\d/.test(text.charAt(1)) ? text.charAt(1) : String('ABCD'.indexOf(text.charAt(1)));
  const digits = String(code) + second + text.slice(2);
  return weightedSum(digits, [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0;
};
const taiwaneseCompany = (text: string) => {
  const sum = [1, 2, 1, 2, 1, 2, 4, 1].reduce((total, weight, index) => {
    const product = weight * Number(text[index]);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return sum % 5 === 0 || (text[6] === '7' && (sum + 1) % 5 === 0);
};
/** Hong Kong: one or two letters (a blank counts 36), weights 9 to 2, and a check digit in brackets that may be A. */
const hongKong = (text: string) => {
  const body = text.slice(0, -1);
  const values = Array.from(body, (character) => parseInt(character, 36));
  const padded = body.length === 7 ? [36, ...values] : values;
  const sum = padded.reduce((total, value, index) => total + value * (9 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return text.at(-1) === (check === 10 ? 'A' : String(check));
};
const singapore = (text: string) => {
  const first = text.charAt(0);
  const added = /[TG]/.test(first) ? 4 : first === 'M' ? 3 : 0;
  const rest = (weightedSum(text, [2, 7, 6, 5, 4, 3, 2]) + added) % 11;
  const letters = /[ST]/.test(first) ? 'JZIHGFEDCBA' : first === 'M' ? 'KLJNPQRTUWX' : 'XWUTRQPNMLK';
  return letters[first === 'M' ? 10 - rest : rest] === text.at(-1);
};
const korean = (text: string) => isDayAndMonth(text.slice(4, 6), text.slice(2, 4));
const brn = (text: string) => {
  const sum = weightedSum(text, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((Number(text[8]) * 5) / 10);
  return (10 - (sum % 10)) % 10 === last(text);
};
const thai = (text: string) => (11 - (weightedSum(text, range(2, 13).reverse()) % 11)) % 10 === last(text);
const myNumber = checkDigit([6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 11, missingTo11OrZero);
const japaneseCompany = (text: string) =>
  9 - (weightedSum(text.slice(1), [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]) % 9) === Number(text[0]);
const malaysian = (text: string) => isDayAndMonth(text.slice(4, 6), text.slice(2, 4));
const indonesian = (text: string) => isDayAndMonth(String(Number(text.slice(6, 8)) % 40), text.slice(8, 10));
const abn = (text: string) =>
  weightedSum(String(Number(text.charAt(0)) - 1) + text.slice(1), [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) %
    89 ===
  0;
const acn = checkDigit([8, 7, 6, 5, 4, 3, 2, 1], 10, missingTo10);
/** Old numbers of eight digits have weights of their own. */
const tfn = (text: string) =>
  weightedSum(text, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 ||
  (text.length === 8 && weightedSum(text, [10, 7, 8, 4, 6, 3, 5, 1]) % 11 === 0);
const medicare = (text: string) => /^[2-6]/.test(text) && checkDigit([1, 3, 7, 9, 1, 3, 7, 9], 10)(text);
const ird = (text: string) => {
  const number = text.padStart(9, '0');
  const first = (11 - (weightedSum(number, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  const check = first < 10 ? first : (11 - (weightedSum(number, [7, 4, 3, 2, 5, 2, 7, 6]) % 11)) % 11;
  return check === last(number) && Number(number) > 10_000_000;
};
const nhi = (text: string) => {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
  const values = Array.from(text.slice(0, 6), (character) =>
    /\d/.test(character) ? Number(character) : letters.indexOf(character) + 1,
  );
  const rest = values.reduce((sum, value, index) => sum + value * (7 - index), 0) % 11;
  return rest !== 0 && (11 - rest) % 10 === last(text);
};

/** Identifiers of Asia and the Pacific. Sources: the issuing offices' published algorithms. */
export const asiaPacific: readonly IdentifierRule[] = [
  id('AU', 'au-abn', 'mod 89', '\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}', 'abn|business number', abn),
  id('AU', 'au-acn', 'mod 10', '\\d{3} ?\\d{3} ?\\d{3}', 'acn|company number', acn),
  id('AU', 'au-tfn', 'mod 11', '\\d{3}[ -]?\\d{3}[ -]?\\d{2,3}', 'tfn|tax file', tfn),
  id('AU', 'au-medicare', 'mod 10', '\\d{4} ?\\d{5} ?\\d{1,2}(?:/\\d)?', 'medicare*', medicare),
  id('AU', 'au-bsb', 'none', '\\d{3}[- ]?\\d{3}', 'bsb', undefined, { adjacent: true }),
  id('NZ', 'nz-ird', 'mod 11', '\\d{2,3}[ -]?\\d{3}[ -]?\\d{3}', 'ird|inland revenue', ird),
  id('NZ', 'nz-nhi', 'mod 11', '[A-HJ-NP-Z]{3}\\d{4}', 'nhi|national health index', nhi),
  id(
    'NZ',
    'nz-bank-account',
    'none',
    '\\d{2}-\\d{4}-\\d{7}-\\d{2,3}',
    'bank account|account number|account no|account|acct',
  ),
  id(
    'IN',
    'in-aadhaar',
    'Verhoeff',
    '[2-9]\\d{3}[ -]?\\d{4}[ -]?\\d{4}',
    'aadhar*|aadhaar*|uid|uidai|आधार|vid',
    verhoeff,
  ),
  id(
    'IN',
    'in-vid',
    'Verhoeff',
    '[2-9]\\d{3}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4}',
    'vid|virtual id|aadhaar*',
    verhoeff,
  ),
  id(
    'IN',
    'in-pan',
    'holder letter',
    '[A-Z]{3}[ABCFGHLJPTK][A-Z]\\d{4}[A-Z]',
    'pan|permanent account*|income tax*|पैन',
  ),
  id('IN', 'in-voter', 'none', '[A-Z]{3}\\d{7}', 'voter*|epic|elect*|matdata*'),
  id('IN', 'in-gstin', 'places of letters', '\\d{2}[A-Z]{5}\\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]', 'gst*'),
  id('IN', 'in-ifsc', 'none', '[A-Z]{4}0[A-Z0-9]{6}', 'ifsc*'),
  id('IN', 'in-uan', 'none', '\\d{12}', 'uan|epfo|universal account'),
  id(
    'IN',
    'in-vehicle-registration',
    'none',
    '[A-Z]{2}[ -]?\\d{1,2}[ -]?[A-Z]{1,3}[ -]?\\d{4}',
    'vehicle*|registration*|rc|number plate',
  ),
  id(
    'PK',
    'pk-cnic',
    'province, sex',
    '[1-7]\\d{4}-?\\d{7}-?[1-9]',
    'cnic|nicop|nadra|shanakhti|شناختی',
    undefined,
  ),
  id('BD', 'bd-nid', 'none', '\\d{10}|\\d{13}|\\d{17}', 'nid|জাতীয়*|bangladesh*'),
  id('LK', 'lk-nic', 'day of the year', '\\d{9}[VX]|[12]\\d{11}', 'nic|sri lanka*', (text) => {
    const day = Number(text.length === 10 ? text.slice(2, 5) : text.slice(4, 7)) % 500;
    return day >= 1 && day <= 366;
  }),
  id(
    'CN',
    'cn-id',
    'mod 11, date',
    '[1-9]\\d{16}[\\dX]|[1-9]\\d{5} \\d{8} \\d{3}[\\dX]',
    '身份证*|身份*|resident id*|identity|chinese|公民',
    chinese,
    { bareScore: 0.8 },
  ),
  id(
    'CN',
    'cn-uscc',
    'mod 31',
    '[159Y][1-39]\\d{6}[0-9A-HJ-NPQRTUWXY]{10}',
    '统一社会信用代码|信用代码|税号|credit code|uscc',
    creditCode,
  ),
  id(
    'HK',
    'hk-id',
    'mod 11',
    '[A-Z]{1,2}\\d{6} ?\\(?[\\dA]\\)?',
    'hkid*|hong kong id*|hong kong identity|香港身份證|身份證|身份证',
    hongKong,
  ),
  id(
    'TW',
    'tw-national-id',
    'mod 10',
    '[A-Z][1289A-D]\\d{8}',
    '身分證*|身分证*|身份證*|居留證*|taiwan*|national id*|arc',
    taiwanese,
    { bareScore: 0.55 },
  ),
  id('TW', 'tw-ubn', 'mod 5', '\\d{8}', '統一編號|統編|ubn|uniform', taiwaneseCompany),
  id(
    'JP',
    'jp-my-number',
    'mod 11',
    '\\d{4}[ -]?\\d{4}[ -]?\\d{4}',
    'my number|mynumber|マイナンバー|個人番号|マイナ',
    myNumber,
  ),
  id(
    'JP',
    'jp-corporate-number',
    'mod 9',
    'T?[1-9]-?\\d{4}-?\\d{4}-?\\d{4}',
    '法人番号|登録番号|corporate number|インボイス',
    (text) => japaneseCompany(text.replace('T', '')),
  ),
  id('JP', 'jp-driver-license', 'none', '\\d{12}', '運転免許*|免許証*|免許*'),
  id(
    'KR',
    'kr-rrn',
    'date',
    '\\d{6}-?\\d{7}',
    'rrn|frn|resident reg*|resident|주민*|외국인*|foreigner*|korea*|kr|alien reg*',
    korean,
  ),
  id('KR', 'kr-brn', 'mod 10', '\\d{3}-?\\d{2}-?\\d{5}', 'brn|사업자*|business reg*', brn),
  id(
    'KR',
    'kr-driver-license',
    'region',
    '\\d{2}-?\\d{2}-?\\d{6}-?\\d{2}',
    'licence*|license*|면허*|운전*|driver*',
    (text) => /^(?:1[1-9]|2[0-8])/.test(text),
  ),
  id(
    'KR',
    'kr-passport',
    'none',
    '[MSRODG]\\d{8}|[MSRODG]\\d{3}[A-Z]\\d{4}|[A-Z]{2}\\d{7}',
    'passport*|여권*|한국*',
  ),
  id('SG', 'sg-nric', 'mod 11 letter', '[STFGM]\\d{7}[A-Z]', 'nric|fin|singapore|identity', singapore, {
    bareScore: 0.65,
  }),
  id('SG', 'sg-uen', 'none', '\\d{8,9}[A-Z]|[TSR]\\d{2}[A-Z]{2}\\d{4}[A-Z]', 'uen|entity number|singapore*'),
  id(
    'MY',
    'my-nric',
    'date',
    '\\d{6}-?\\d{2}-?\\d{4}',
    'mykad|nric|ic number|ic no|ic|kad pengenalan|no kp|k p|identity card',
    malaysian,
  ),
  id('ID', 'id-nik', 'date', '\\d{16}', 'nik|ktp|e ktp|nomor induk*|kartu tanda', indonesian),
  id('ID', 'id-npwp', 'none', '\\d{2}\\.?\\d{3}\\.?\\d{3}\\.?\\d-?\\d{3}\\.?\\d{3}', 'npwp|pajak*'),
  id(
    'TH',
    'th-tnin',
    'mod 11',
    '[1-8][ -]?\\d{4}[ -]?\\d{5}[ -]?\\d{2}[ -]?\\d',
    'thai|tnin|ประชาชน*|บัตรประชาชน*|เลขประจำตัว*|national id*|thailand',
    thai,
  ),
  id('VN', 'vn-cccd', 'none', '0\\d{11}|\\d{9}', 'cccd|cmnd|can cuoc*|chung minh*|vietnam*'),
  id('VN', 'vn-mst', 'none', '\\d{10}(?:-\\d{3})?', 'mst|ma so thue'),
  id(
    'PH',
    'ph-mobile-number',
    'none',
    '(?:\\+?63|0)9\\d{2}[- ]?\\d{3}[- ]?\\d{4}',
    'mobile*|phone*|philippin*|ph|cel*|number',
  ),
  id(
    'PH',
    'ph-tin',
    'none',
    '\\d{3}-\\d{3}-\\d{3}(?:-\\d{3,5})?',
    'tin|tax*|philippin*',
    (text) => !text.startsWith('000'),
  ),
  id('PH', 'ph-sss', 'none', '\\d{2}-\\d{7}-\\d', 'sss|gsis|umid|social sec*'),
  id('PH', 'ph-philsys', 'none', '\\d{4}[- ]?\\d{4}[- ]?\\d{4}(?:[- ]?\\d{4})?', 'philsys|psn|philid|pcn'),
];
