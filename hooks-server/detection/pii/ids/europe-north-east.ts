import {
  checkDigit,
  icaoSum,
  isDayAndMonth,
  luhn,
  missingTo10,
  missingTo11,
  mod11And10,
  weightedSum,
} from '../checksums.js';
import { id, type IdentifierRule } from './rule.js';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const noMoreThan9 = (rest: number) => rest % 10;

const pesel = (text: string) =>
  checkDigit([1, 3, 7, 9, 1, 3, 7, 9, 1, 3], 10, missingTo10)(text) &&
  isDayAndMonth(text.slice(4, 6), text.slice(2, 4), [0, 20, 40, 60, 80]);
const nip = (text: string) => checkDigit([6, 5, 7, 2, 3, 4, 5, 6, 7], 11)(text.replace('PL', ''));
const polishCard = (text: string) => icaoSum(text, [7, 3, 1, 9, 7, 3, 1, 7, 3]) === 0;
const isSwedishDay = (text: string) => {
  const date = text.slice(-10, -4);
  return isDayAndMonth(String(Number(date.slice(4)) % 60), date.slice(2, 4));
};
const swedish = (text: string) => luhn(text.slice(-10)) && isSwedishDay(text);
const norwegian = (text: string) =>
  checkDigit([3, 7, 6, 1, 8, 9, 4, 5, 2], 11, missingTo11)(text) &&
  checkDigit([5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 11, missingTo11)(text) &&
  isDayAndMonth(String(Number(text.slice(0, 2)) % 40), text.slice(2, 4), [0, 40, 80]);
const danish = (text: string) =>
  isDayAndMonth(String(Number(text.slice(0, 2)) % 60), text.slice(2, 4)) && !/0000$/.test(text);
const FINNISH_LETTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const finnish = (text: string) =>
  isDayAndMonth(text.slice(0, 2), text.slice(2, 4)) &&
  FINNISH_LETTERS[Number(text.slice(0, 6) + text.slice(-4, -1)) % 31] === text.at(-1);
const icelandic = (text: string) =>
  checkDigit([3, 2, 7, 6, 5, 4, 3, 2], 11, missingTo11)(text) &&
  isDayAndMonth(String(Number(text.slice(0, 2)) % 40), text.slice(2, 4)) &&
  /[089]$/.test(text);
/** Estonia and Lithuania: a second row of weights where the first leaves 10. */
const baltic = (text: string) => {
  const first = weightedSum(text, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const rest = first < 10 ? first : (weightedSum(text, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10;
  return rest === Number(text[10]) && isDayAndMonth(text.slice(5, 7), text.slice(3, 5));
};
const latvian = (text: string) =>
  text.startsWith('32') ||
  (isDayAndMonth(text.slice(0, 2), text.slice(2, 4)) &&
    checkDigit([10, 5, 8, 4, 2, 1, 6, 3, 7, 9], 11, (rest) => ((rest + 1) % 11) % 10)(text));
const birthNumber = (text: string) =>
  isDayAndMonth(text.slice(4, 6), text.slice(2, 4), [0, 20, 50, 70]) &&
  (text.length === 9 ? !text.endsWith('000') : (Number(text.slice(0, 9)) % 11) % 10 === Number(text[9]));
const romanian = (text: string) =>
  checkDigit([2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9], 11, (rest) => (rest === 10 ? 1 : rest))(text) &&
  isDayAndMonth(text.slice(5, 7), text.slice(3, 5));
const romanianCompany = (text: string) => {
  const number = text.replace('RO', '').padStart(10, '0');
  return ((weightedSum(number, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === Number(number[9]);
};
const egn = (text: string) =>
  checkDigit([2, 4, 8, 5, 10, 9, 7, 3, 6], 11, noMoreThan9)(text) &&
  isDayAndMonth(text.slice(4, 6), text.slice(2, 4), [0, 20, 40]);
const jmbg = (text: string) =>
  checkDigit([7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 11, (rest) => ((11 - rest) % 11) % 10)(text) &&
  isDayAndMonth(text.slice(0, 2), text.slice(2, 4));
const amka = (text: string) => luhn(text) && isDayAndMonth(text.slice(0, 2), text.slice(2, 4));
const afm = checkDigit([256, 128, 64, 32, 16, 8, 4, 2], 11, noMoreThan9);
const inn = (text: string) =>
  text.length === 10
    ? checkDigit([2, 4, 10, 3, 5, 9, 4, 6, 8], 11, noMoreThan9)(text)
    : checkDigit([7, 2, 4, 10, 3, 5, 9, 4, 6, 8], 11, noMoreThan9)(text) &&
      checkDigit([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8], 11, noMoreThan9)(text);
const snils = (text: string) =>
  (weightedSum(text, range(1, 9).reverse()) % 101) % 100 === Number(text.slice(9)) && !/^0{9}/.test(text);

/** Identifiers of northern, central and eastern Europe. Sources: the issuing offices' published algorithms. */
export const northernAndEasternEurope: readonly IdentifierRule[] = [
  id(
    'SE',
    'se-personnummer',
    'Luhn and date',
    '(?:\\d{2})?\\d{6}[-+]?\\d{4}',
    'person*|samordnings*|identity|swedish',
    swedish,
  ),
  id(
    'SE',
    'se-organisationsnummer',
    'Luhn',
    '\\d{6}-?\\d{4}',
    'organi*|org nr|org nummer|orgnr|orgnummer',
    luhn,
  ),
  id(
    'NO',
    'no-fodselsnummer',
    'two of mod 11, date',
    '\\d{6}[ -]?\\d{5}|\\d{2}\\.\\d{2}\\.\\d{2}[ -]?\\d{5}',
    'fødselsn*|fodselsn*|personnummer|personnr|fnr|d nummer|dnr|birth number',
    norwegian,
  ),
  id(
    'NO',
    'no-organisasjonsnummer',
    'mod 11',
    '[89]\\d{2} ?\\d{3} ?\\d{3}',
    'organisasjonsn*|orgnr|org nr|mva|foretaksregister*',
    checkDigit([3, 2, 7, 6, 5, 4, 3, 2], 11, missingTo11),
  ),
  id(
    'NO',
    'no-bank-account',
    'mod 11',
    '\\d{4}[. ]?\\d{2}[. ]?\\d{5}',
    'kontonummer|kontonr|bankkonto|konto',
    checkDigit([5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 11, missingTo11),
  ),
  id('DK', 'dk-cpr', 'date', '\\d{6}[- ]?\\d{4}', 'cpr*|personnummer|personnr|personal number', danish),
  id(
    'DK',
    'dk-cvr',
    'mod 11',
    '(?:DK ?)?\\d{2} ?\\d{2} ?\\d{2} ?\\d{2}',
    'cvr*|se nr|momsn*|vat',
    (text) => weightedSum(text, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  ),
  id(
    'FI',
    'fi-personal-identity-code',
    'mod 31 letter',
    '\\d{6}[-+A-FU-Y]\\d{3}[0-9A-FHJ-NPR-Y]',
    'henkil*|identity|hetu*|finnish|personal|personbeteckning',
    finnish,
  ),
  id(
    'FI',
    'fi-personal-identity-code',
    'mod 31 letter',
    // Not four digits that are a time of day: `240115-0930` is a time stamp where no word says otherwise.
    '\\d{6}(?!-(?:[01]\\d|2[0-3])[0-5]\\d)[-+A-FU-Y]\\d{3}[0-9A-FHJ-NPR-Y]',
    'henkil*',
    finnish,
    { bareScore: 0.6 },
  ),
  id(
    'FI',
    'fi-business-id',
    'mod 11',
    '\\d{7}-?\\d',
    'y tunnus*|ytunnus|business id|alv|fo nummer',
    checkDigit([7, 9, 10, 5, 8, 4, 2], 11, missingTo11),
  ),
  id('IS', 'is-kennitala', 'mod 11, date', '\\d{6}[- ]?\\d{4}', 'kennitala*|kennitolu*|kt|ssn', icelandic),
  id('EE', 'ee-isikukood', 'mod 11, date', '[1-8]\\d{10}', 'isikukood*|ik|personal code', baltic),
  id('LT', 'lt-asmens-kodas', 'mod 11, date', '[1-9]\\d{10}', 'asmens kod*|a k|ak|personal code', baltic),
  id(
    'LV',
    'lv-personas-kods',
    'mod 11, date',
    '\\d{6}[- ]?\\d{5}',
    'personas kod*|p k|pk|personal code',
    latvian,
  ),
  id('PL', 'pl-pesel', 'mod 10, date', '\\d{11}', 'pesel*|ewidencyjn*', pesel),
  id(
    'PL',
    'pl-nip',
    'mod 11',
    '(?:PL ?)?\\d{3}[- ]?\\d{3}[- ]?\\d{2}[- ]?\\d{2}|(?:PL ?)?\\d{3}[- ]?\\d{2}[- ]?\\d{2}[- ]?\\d{3}',
    'nip|nip u|identyfikacji podatkow*|podatnik*|vat',
    nip,
  ),
  id('PL', 'pl-regon', 'mod 11', '\\d{9}', 'regon*', checkDigit([8, 9, 2, 3, 4, 5, 6, 7], 11, noMoreThan9)),
  id(
    'PL',
    'pl-identity-card',
    'mod 10 with letters',
    '[A-Z]{3} ?\\d{6}',
    'dowod*|nr dowodu|identity card|id card',
    polishCard,
  ),
  id(
    'CZ',
    'cz-birth-number',
    'mod 11, date',
    '\\d{6}/?\\d{3,4}',
    'rodne*|rodneho*|rodnym*|rc|r c|birth number|dic',
    birthNumber,
  ),
  id(
    'CZ',
    'cz-company-number',
    'mod 11',
    '\\d{8}',
    'ico|ič|ico|company number',
    checkDigit([8, 7, 6, 5, 4, 3, 2], 11, (rest) => ((11 - rest) % 11 || 1) % 10),
  ),
  id(
    'HU',
    'hu-taj',
    'mod 10',
    '\\d{3}[ -]?\\d{3}[ -]?\\d{3}',
    'taj*|tarsadalombiztosit*',
    checkDigit([3, 7, 3, 7, 3, 7, 3, 7], 10),
  ),
  id('HU', 'hu-tax-id', 'mod 11', '8\\d{9}', 'adoazonosit*|ado azonosit*', checkDigit(range(1, 9), 11)),
  id(
    'HU',
    'hu-personal-id',
    'mod 11, date',
    '[1-8][- ]?\\d{6}[- ]?\\d{4}',
    'szemelyi*',
    (text) =>
      isDayAndMonth(text.slice(5, 7), text.slice(3, 5)) &&
      [range(1, 10), range(1, 10).reverse()].some((weights) => checkDigit(weights, 11)(text)),
  ),
  id('RO', 'ro-cnp', 'mod 11, date', '[1-9]\\d{12}', 'cnp*|numeric personal', romanian),
  id('RO', 'ro-cui', 'mod 11', 'RO ?\\d{4,10}|\\d{7,10}', 'cui|cif|cod fiscal|cod unic', romanianCompany),
  id('BG', 'bg-egn', 'mod 11, date', '\\d{10}', 'egn|ucn|егн|единен граждански*', egn),
  id(
    'BG',
    'bg-pnf',
    'mod 10',
    '\\d{10}',
    'lnch|pnf|лнч|личен номер на чужденец',
    checkDigit([21, 19, 17, 13, 11, 9, 7, 3, 1], 10),
  ),
  id('HR', 'hr-oib', 'mod 11-10', '(?:HR ?)?\\d{11}', 'oib*|osobni identifikacijsk*', (text) =>
    mod11And10(text),
  ),
  id(
    'RS',
    'jmbg',
    'mod 11, date',
    '\\d{13}',
    'jmbg|jmb|emso|embg|jedinstveni matic*|maticni broj|enotna matic*|јмбг|ембг|матични број',
    jmbg,
  ),
  id(
    'SI',
    'si-tax-number',
    'mod 11',
    '(?:SI ?)?[1-9]\\d{7}',
    'davcna*|davcno*|id za ddv',
    checkDigit([8, 7, 6, 5, 4, 3, 2], 11, (rest) => ((11 - rest) % 11) % 10),
  ),
  id('GR', 'gr-amka', 'Luhn and date', '\\d{11}', 'amka|α μ κ α|αμκα|social sec*|insurance', amka),
  id('GR', 'gr-afm', 'mod 11', '(?:EL ?)?\\d{9}', 'afm|αφμ|α φ μ|vat|tax reg*|tin', afm),
  id('GR', 'gr-identity-card', 'none', '[A-ZΑ-Ω]{1,2}[ -]?\\d{6}', 'ταυτοτητα*|αδτ|α δ τ|identity card'),
  id('CY', 'cy-tax-number', 'none', '\\d{8}[A-Z]', 'tic|cypr*|φπα'),
  id('MT', 'mt-identity-card', 'none', '\\d{3,7}[MGAPLHBZ]', 'maltese|malta|karta tal identita'),
  id('MD', 'md-idnp', 'mod 10', '\\d{13}', 'idnp|idno', checkDigit([7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1], 10)),
  id(
    'AL',
    'al-nid',
    'none',
    '[A-T]\\d{8}[A-W]',
    'nid|nipt|niptt|numri personal|numri i identitetit|nuis',
    undefined,
  ),
  id('AD', 'ad-nrt', 'none', '[A-Z]-?\\d{6}-?[A-Z]', 'nrt|andorra*'),
  id('RU', 'ru-inn', 'mod 11', '\\d{10}|\\d{12}', 'inn|инн', inn),
  id('RU', 'ru-snils', 'mod 101', '\\d{3}[- ]?\\d{3}[- ]?\\d{3}[- ]?\\d{2}', 'snils|снилс|страхов*', snils),
  id(
    'RU',
    'ru-ogrn',
    'mod 11',
    '[15]\\d{12}',
    'ogrn|огрн',
    (text) => (Number(text.slice(0, 12)) % 11) % 10 === Number(text[12]),
  ),
  id('RU', 'ru-passport', 'none', '\\d{2} ?\\d{2} ?(?:№ ?)?\\d{6}', 'паспорт*|серия', undefined),
  id(
    'UA',
    'ua-rnokpp',
    'mod 11',
    '\\d{10}',
    'рнокпп|ипн|іпн|rnokpp|ipn|rntrc|ідентифікаційн*|податков*',
    checkDigit([-1, 5, 7, 9, 4, 6, 10, 5, 7], 11, noMoreThan9),
  ),
  id('UA', 'ua-unzr', 'date', '\\d{8}-?\\d{5}', 'унзр|unzr', (text) =>
    isDayAndMonth(text.slice(6, 8), text.slice(4, 6)),
  ),
  id(
    'BY',
    'by-personal-number',
    'mod 10 with letters',
    '\\d{7}[A-Z]\\d{3}[A-Z]{2}\\d',
    'личный номер|идентификационн*|асабіст*|personal number',
    (text) => icaoSum(text.slice(0, -1)) === Number(text.at(-1)),
  ),
  id('KZ', 'kz-iin', 'mod 11, date', '\\d{12}', 'iin|bin|иин|жсн|бин', (text) => {
    const first = weightedSum(text, range(1, 11)) % 11;
    const rest = first < 10 ? first : weightedSum(text, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11;
    return rest === Number(text[11]);
  }),
];
