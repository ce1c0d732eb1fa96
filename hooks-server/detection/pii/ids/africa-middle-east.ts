import { checkDigit, isDayAndMonth, luhn, weightedSum } from '../checksums.js';
import { isCalendarDate } from '../context.js';
import { id, type IdentifierRule } from './rule.js';

const turkish = (text: string) => {
  const odd = weightedSum(text, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weightedSum(text, [0, 1, 0, 1, 0, 1, 0, 1]);
  const sum = weightedSum(text, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  return (odd * 7 - even + 100) % 10 === Number(text[9]) && sum % 10 === Number(text[10]);
};
const turkishTax = (text: string) => {
  const sum = Array.from(text.slice(0, 9), Number).reduce((total, digit, index) => {
    const rotated = (digit + 9 - index) % 10;
    const value = rotated === 0 ? 0 : (rotated * 2 ** (9 - index)) % 9 || 9;
    return total + value;
  }, 0);
  return (10 - (sum % 10)) % 10 === Number(text[9]);
};
const isDateFirst = (text: string) => isDayAndMonth(text.slice(4, 6), text.slice(2, 4));
const southAfrican = (text: string) => luhn(text) && isDateFirst(text);
const israeli = (text: string) => luhn(text.padStart(9, '0')) && !/^0+$/.test(text);
const iranian = (text: string) => {
  const rest = weightedSum(text, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return Number(text[9]) === (rest < 2 ? rest : 11 - rest) && !/^(\d)\1+$/.test(text);
};
const kuwaiti = (text: string) =>
  checkDigit([2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], 11, (rest) => 11 - rest)(text) &&
  isDayAndMonth(text.slice(5, 7), text.slice(3, 5));
const egyptian = (text: string) => isCalendarDate(`${text.startsWith('2') ? '19' : '20'}${text.slice(1, 7)}`);

/** Identifiers of Africa and the Middle East. Sources: the issuing offices' published algorithms. */
export const africaAndMiddleEast: readonly IdentifierRule[] = [
  id(
    'TR',
    'tr-national-id',
    'two of mod 10',
    '[1-9]\\d{10}',
    'tc|t c|kimlik*|tckn|tckimlik*|national id*|turk*',
    turkish,
  ),
  id('TR', 'tr-tax-id', 'mod 10', '\\d{10}', 'vkn|vergi*', turkishTax),
  id(
    'TR',
    'tr-phone-number',
    'none',
    '(?:\\+?90[- ]?|0[- ]?)5\\d{2}[- ]?\\d{3}[- ]?\\d{2}[- ]?\\d{2}',
    'phone*|tel*|gsm|cep*|tr|number',
  ),
  id('IL', 'il-id', 'Luhn', '\\d{6,8}-?\\d', 'teudat zehut|תעודת זהות|מספר זהות|ת ז|ת"ז|israel*|tz', israeli),
  id(
    'SA',
    'sa-national-id',
    'Luhn',
    '[12]\\d{9}',
    'iqama*|الهوية*|رقم الهوية|الإقامة|saudi*|national id*',
    luhn,
  ),
  id(
    'AE',
    'ae-emirates-id',
    'Luhn',
    '784-?\\d{4}-?\\d{7}-?\\d',
    'emirates id*|eid|الهوية*|uae*|identity',
    luhn,
    { bareScore: 0.6 },
  ),
  id(
    'EG',
    'eg-national-id',
    'date',
    '[23]\\d{13}',
    'الرقم القومي|رقم قومي|القومي|national id*|egypt*',
    egyptian,
  ),
  id('KW', 'kw-civil-id', 'mod 11, date', '[1-3]\\d{11}', 'civil id*|الرقم المدني|المدني|kuwait*', kuwaiti),
  id('QA', 'qa-qid', 'century, country', '[23]\\d{10}', 'qid|qatar*|البطاقة الشخصية'),
  id(
    'BH',
    'bh-cpr',
    'date',
    '\\d{9}',
    'cpr|bahrain*',
    (text) => Number(text.slice(2, 4)) >= 1 && Number(text.slice(2, 4)) <= 12,
  ),
  id('JO', 'jo-national-id', 'none', '[29]\\d{9}', 'الرقم الوطني|jordan*'),
  id(
    'IR',
    'ir-national-id',
    'mod 11',
    '\\d{3}-?\\d{6}-?\\d',
    'کد ملی|كد ملي|کدملی|شماره ملی|iran*|national code|melli',
    iranian,
  ),
  id(
    'ZA',
    'za-id-number',
    'Luhn and date',
    '\\d{10}[0-2]\\d{2}|\\d{6} \\d{4} [0-2]\\d ?\\d',
    'south afric*|za|identity|id number|id no|id|said',
    southAfrican,
  ),
  id('NG', 'ng-nin', 'none', '\\d{11}', 'nin|nigeria*|national identi*|bvn|bank verification'),
  id('KE', 'ke-pin', 'none', '[AP]\\d{9}[A-Z]', 'kra*|pin|kenya*'),
  id(
    'KE',
    'ke-national-id',
    'none',
    '\\d{7,8}',
    'kenyan id|kenyan national|huduma*|kitambulisho',
    undefined,
    { adjacent: true },
  ),
  id('GH', 'gh-card', 'none', 'GHA-?\\d{9}-?\\d', 'ghana*|nia|national id*|identity', undefined, {
    bareScore: 0.7,
  }),
  id('GH', 'gh-tin', 'none', '[PCGQV]00\\d{8}[\\dX]|[PCGQV]\\d{10}', 'tin|ghana*|tax*'),
  id('MA', 'ma-cin', 'none', '[A-Z]{1,2}\\d{5,6}', 'cin|cnie|بطاقة التعريف', undefined, { adjacent: true }),
  id('DZ', 'dz-nin', 'none', '\\d{18}|\\d{15}', 'nin|nif|رقم التعريف*|alger*'),
  id('TN', 'tn-cin', 'none', '[01]\\d{7}', 'cin|tunis*|بطاقة التعريف', undefined, { adjacent: true }),
  id('MU', 'mu-nid', 'date', '[A-Z]\\d{12}[0-9A-Z]', 'nid|mauriti*|national id*', (text) =>
    isDayAndMonth(text.slice(1, 3), text.slice(3, 5)),
  ),
  id('ZM', 'zm-nrc', 'none', '\\d{6}/\\d{2}/\\d', 'nrc|zambia*', undefined, { bareScore: 0.5 }),
  id('TZ', 'tz-nida', 'date', '(?:19|20)\\d{6}-?\\d{5}-?\\d{5}-?\\d{2}', 'nida|tanzania*|namba ya', (text) =>
    isCalendarDate(text.slice(0, 8)),
  ),
  id('UG', 'ug-nin', 'none', 'C[MF]\\d{2}[A-Z0-9]{10}', 'nin|uganda*'),
  id(
    'RW',
    'rw-national-id',
    'none',
    '1 ?(?:19|20)\\d{2} ?[78] ?\\d{7} ?\\d ?\\d{2}',
    'indangamuntu|rwanda*|national id*',
  ),
];
