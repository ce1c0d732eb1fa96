import { checkDigit, isDayAndMonth, luhn, missingTo10, missingTo11, weightedSum } from '../checksums.js';
import { id, type IdentifierRule } from './rule.js';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const isRepeated = (text: string) => /^(\d)\1+$/.test(text);

/** US SSN: area, group and serial are never all zeros, area never 666 or 900 and above (SSA, randomisation of 2011). */
function isSsn(text: string): boolean {
  if (/^(?:000|666|9)|^...00|0000$/.test(text) || isRepeated(text)) return false;
  return !['123456789', '078051120', '219099999', '987654320'].includes(text);
}

/** US ITIN: begins with 9, group 50-65, 70-88, 90-92 or 94-99 (IRS). */
const isItin = (text: string) => /^9\d\d(?:5\d|6[0-5]|[78]\d|9[0-24-9])/.test(text) && !/^9\d\d89/.test(text);
const npi = (text: string) => luhn(`80840${text}`);
const dea = (text: string) => {
  const at = (index: number) => Number(text[index + 1]);
  return (at(1) + at(3) + at(5) + 2 * (at(2) + at(4) + at(6))) % 10 === at(7);
};
const routing = (text: string) =>
  weightedSum(text, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 && !/^0+$/.test(text);
/** EIN: prefixes that the IRS has never given. */
const isEin = (text: string) => !/^(?:0[07-9]|1[7-9]|2[89]|49|69|70|78|79|89|9[67])/.test(text);
const cpf = (text: string) => {
  const check = (size: number) => ((weightedSum(text, range(2, size + 1).reverse()) * 10) % 11) % 10;
  return !isRepeated(text) && check(9) === Number(text[9]) && check(10) === Number(text[10]);
};
/** Since 2026 twelve of the fourteen places may be letters, which count as their ASCII code less 48. */
const cnpj = (text: string) => {
  const values = Array.from(text, (character) => character.charCodeAt(0) - 48);
  const check = (weights: number[]) => {
    const rest = weights.reduce((sum, weight, index) => sum + weight * (values[index] ?? 0), 0) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  const weights = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  return !isRepeated(text) && check(weights) === values[12] && check([6, ...weights]) === values[13];
};
const cuit = (text: string) => {
  const rest = weightedSum(text, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return Number('012345678990'[11 - rest]) === Number(text[10]);
};
const cbu = (text: string) =>
  checkDigit([7, 1, 3, 9, 7, 1, 3], 10, missingTo10)(text.slice(0, 8)) &&
  checkDigit([3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3], 10, missingTo10)(text.slice(8));
const rut = (text: string) => {
  const digits = text.slice(0, -1);
  const sum = Array.from(digits, Number).reduceRight(
    (state, digit) => ({
      total: state.total + digit * state.weight,
      weight: state.weight === 7 ? 2 : state.weight + 1,
    }),
    { total: 0, weight: 2 },
  ).total;
  return '0K987654321'[sum % 11] === text.at(-1) || (sum % 11 === 0 && text.endsWith('0'));
};
const nit = (text: string) => {
  const weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];
  const digits = Array.from(text.slice(0, -1), Number).reverse();
  const sum = digits.reduce((total, digit, index) => total + digit * (weights[index] ?? 0), 0);
  return '01987654321'[sum % 11] === text.at(-1);
};
const CURP_ALPHABET = '0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ';
const curp = (text: string) => {
  const sum = Array.from(text.slice(0, 17)).reduce(
    (total, character, index) => total + CURP_ALPHABET.indexOf(character) * (18 - index),
    0,
  );
  return (10 - (sum % 10)) % 10 === Number(text[17]) && isDayAndMonth(text.slice(8, 10), text.slice(6, 8));
};
const rfc = (text: string) => {
  const date = text.slice(text.length % 13 === 0 || text.length === 10 ? 4 : 3).slice(0, 6);
  return isDayAndMonth(date.slice(4), date.slice(2, 4));
};
const clabe = checkDigit([3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7], 10, missingTo10);
const ecuadorian = (text: string) => /^(?:0[1-9]|1\d|2[0-4]|30|50)/.test(text) && luhn(text.slice(0, 10));
const peruvian = (text: string) => {
  if (text.length < 9) return true;
  const rest = weightedSum(text, [3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return '65432110987'[rest] === text[8] || 'KJIHGFEDCBA'[rest] === text[8];
};
const uruguayan = checkDigit([2, 9, 8, 7, 6, 3, 4], 10, missingTo10);
const bcHealth = (text: string) => checkDigit([0, 2, 4, 8, 5, 10, 9, 7, 3], 11, missingTo11)(text);

/** Identifiers of the Americas. Sources: the issuing offices' published algorithms. */
export const americas: readonly IdentifierRule[] = [
  id(
    'US',
    'us-ssn',
    'numbers never given',
    '\\d{3}-\\d{2}-\\d{4}',
    'ssn*|social sec*|soc #|soc sec*|social #|my social|social number|social is',
    isSsn,
    { bareScore: 0.65 },
  ),
  id(
    'US',
    'us-ssn',
    'numbers never given',
    '\\d{3}[ ]?\\d{2}[ ]?\\d{4}',
    'ssn*|social sec*|soc sec*|my social|social number|social is',
    isSsn,
  ),
  id(
    'US',
    'us-itin',
    'groups given',
    '9\\d{2}[- ]?\\d{2}[- ]?\\d{4}',
    'itin*|taxpayer*|individual tax*',
    isItin,
  ),
  id(
    'US',
    'us-ein',
    'prefixes given',
    '\\d{2}-\\d{7}|\\d{9}',
    'ein|fein|employer id*|federal tax*|tax id*|tin|employer identification',
    isEin,
  ),
  id('US', 'us-npi', 'Luhn', '[12]\\d{3}[ -]?\\d{3}[ -]?\\d{3}', 'npi|national provider|provider*', npi),
  id('US', 'us-dea-number', 'mod 10', '[A-HJ-NPRSTUX][A-Z9]\\d{7}', 'dea|dea number|prescriber', dea),
  id(
    'US',
    'us-mbi',
    'places of letters',
    '[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\\d-?[AC-HJKMNP-RT-Y]{2}\\d{2}',
    'medicare*|mbi|beneficiary*',
  ),
  id(
    'US',
    'us-bank-number',
    'none',
    '\\d{8,17}',
    'account number|account no|account nr|account #|a c no|a c number|acc no|bank account|acct|checking account|checking number|savings account|savings number|konto|kontonummer|kontonr|rekeningnummer|numero de compte|numero de cuenta|cuenta bancaria|numero conto|conto corrente|conta corrente|conta bancaria|номер счета|расчетный счет|银行账号|账号|口座番号|계좌*',
  ),
  id('US', 'us-routing-number', 'mod 10', '\\d{9}', 'routing*|aba|rtn', routing),
  id(
    'CA',
    'ca-sin',
    'Luhn',
    '\\d{3}[ -]?\\d{3}[ -]?\\d{3}',
    'sin|social insurance|assurance sociale|nas',
    luhn,
  ),
  id(
    'CA',
    'ca-health-number',
    'Luhn or mod 11',
    '\\d{4}[ -]?\\d{3}[ -]?\\d{3}',
    'phn|ohip|personal health number|health card|carte sante',
    (text) => luhn(text) || (text.startsWith('9') && bcHealth(text)),
  ),
  id(
    'CA',
    'ca-business-number',
    'Luhn',
    '\\d{9}(?: ?R[CPTMRZ] ?\\d{4})?',
    'business number|gst|hst|bn',
    (text) => luhn(text.slice(0, 9)),
  ),
  id(
    'MX',
    'mx-curp',
    'mod 10, date',
    '[A-Z][AEIOUX][A-Z]{2}\\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z0-9]\\d',
    'curp|clave unica',
    curp,
    { bareScore: 0.8 },
  ),
  id('MX', 'mx-rfc', 'date', '[A-Z&Ñ]{3,4}-?\\d{6}-?[A-Z0-9]{3}', 'rfc|registro federal|contribuyente*', rfc),
  id('MX', 'mx-nss', 'Luhn', '\\d{11}|\\d{2}-\\d{2}-\\d{2}-\\d{4}-\\d', 'nss|seguro social|imss', luhn),
  id('MX', 'mx-clabe', 'mod 10', '\\d{3} ?\\d{3} ?\\d{11} ?\\d', 'clabe*|interbancaria', clabe),
  id(
    'BR',
    'br-cpf',
    'two of mod 11',
    '\\d{3}[. ]?\\d{3}[. ]?\\d{3}[- ./]?\\d{2}',
    'cpf*|cadastro de pessoa*|cadastro',
    cpf,
  ),
  id(
    'BR',
    'br-cnpj',
    'two of mod 11',
    '[A-Z0-9]{2}\\.?[A-Z0-9]{3}\\.?[A-Z0-9]{3}/?[A-Z0-9]{4}-?\\d{2}',
    'cnpj*|pessoa juridica',
    cnpj,
  ),
  id(
    'BR',
    'br-pis',
    'mod 11',
    '\\d{3}[. ]?\\d{5}[. ]?\\d{2}[-. ]?\\d',
    'pis|pasep|nis|nit|pis pasep',
    checkDigit([3, 2, 9, 8, 7, 6, 5, 4, 3, 2], 11, (rest) => (rest < 2 ? 0 : 11 - rest)),
  ),
  id('BR', 'br-rg', 'none', '\\d{1,2}\\.?\\d{3}\\.?\\d{3}-?[\\dX]', 'rg|registro geral|identidade'),
  id(
    'AR',
    'ar-cuit',
    'mod 11',
    '(?:20|2[3-7]|3[034]|5[015])[- ]?\\d{8}[- ]?\\d',
    'cuit|cuil|cuit cuil|clave unica',
    cuit,
  ),
  id('AR', 'ar-dni', 'none', '\\d{2}\\.\\d{3}\\.\\d{3}|\\d{7,8}', 'dni|d n i|documento'),
  id('AR', 'ar-cbu', 'two of mod 10', '\\d{8} ?\\d{14}', 'cbu|cvu', cbu),
  id('CL', 'cl-rut', 'mod 11', '\\d{1,2}\\.?\\d{3}\\.?\\d{3}-?[\\dK]', 'rut|run|rol unico|r u t', rut),
  id('CO', 'co-nit', 'mod 11', '\\d{3}\\.?\\d{3}\\.?\\d{3,4}[- .]?\\d', 'nit|n i t|tributaria|rut', nit),
  id(
    'CO',
    'co-cedula',
    'none',
    '\\d{1,2}\\.?\\d{3}\\.?\\d{3}|\\d\\.\\d{3}\\.\\d{3}\\.\\d{3}|\\d{10}',
    'cedula*|c c|cedula de ciudadania',
  ),
  id('PE', 'pe-dni', 'mod 11', '\\d{8}-?[\\dA-K]|\\d{8}', 'dni|cui|documento nacional', peruvian),
  id(
    'PE',
    'pe-ruc',
    'mod 11',
    '(?:1[05-7]|20)\\d{9}',
    'ruc',
    checkDigit([5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 11, (rest) => (11 - rest) % 10),
  ),
  id('EC', 'ec-cedula', 'Luhn, province', '\\d{9}-?\\d(?:\\d{3})?', 'cedula*|ci|c i|ruc', ecuadorian),
  id('UY', 'uy-ci', 'mod 10', '\\d\\.?\\d{3}\\.?\\d{3}-?\\d', 'cedula*|ci|c i', uruguayan),
  id('PY', 'py-ruc', 'none', '\\d{6,8}-\\d', 'ruc|paraguay*'),
  id(
    'VE',
    've-rif',
    'none',
    '[VEJPG]-?\\d{7,8}-?\\d|V-?\\d{1,2}\\.?\\d{3}\\.?\\d{3}',
    'rif|cedula*|venezuela*',
  ),
  id('DO', 'do-cedula', 'Luhn', '\\d{3}-?\\d{7}-?\\d', 'cedula*|dominican*', luhn),
  id('DO', 'do-rnc', 'none', '\\d-?\\d{2}-?\\d{5}-?\\d', 'rnc'),
  id(
    'CR',
    'cr-cedula',
    'none',
    '\\d-\\d{4}-\\d{4}|0?\\d{9,12}|\\d-\\d{3}-\\d{6}',
    'cedula*|dimex|costa ric*|cpf|cpj',
  ),
  id('GT', 'gt-dpi', 'none', '\\d{4} ?\\d{5} ?\\d{4}', 'dpi|cui|guatemala*'),
  id('GT', 'gt-nit', 'none', '\\d{6,8}-?[\\dK]', 'nit'),
  id('SV', 'sv-dui', 'none', '\\d{8}-\\d|\\d{4}-\\d{6}-\\d{3}-\\d', 'dui|nit|salvador*'),
  id(
    'CU',
    'cu-ni',
    'date',
    '\\d{11}',
    'carne de identidad|carnet de identidad|numero de identidad|cuba*',
    (text) => isDayAndMonth(text.slice(4, 6), text.slice(2, 4)),
  ),
];
