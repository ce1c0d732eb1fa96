import { isDayAndMonth, luhn, weightedSum } from '../checksums.js';
import { id, type IdentifierRule } from './rule.js';

const uzbek = (text: string) =>
  weightedSum(text, [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7]) % 10 === Number(text[13]) &&
  isDayAndMonth(text.slice(1, 3), text.slice(3, 5));
const kyrgyz = (text: string) => isDayAndMonth(text.slice(1, 3), text.slice(3, 5));
const dayFirst = (text: string) => isDayAndMonth(text.slice(0, 2), text.slice(2, 4));
/** Municipality, birth date, serial number. */
const nicaraguan = (text: string) => isDayAndMonth(text.slice(3, 5), text.slice(5, 7));
const voter = (text: string) => {
  const first = (weightedSum(text, [2, 3, 4, 5, 6, 7, 8, 9]) % 11) % 10;
  const second = ((Number(text[8]) * 7 + Number(text[9]) * 8 + first * 9) % 11) % 10;
  const state = Number(text.slice(8, 10));
  return state >= 1 && state <= 28 && first === Number(text[10]) && second === Number(text[11]);
};

const caucasusAndCentralAsia: readonly IdentifierRule[] = [
  id('GE', 'ge-personal-number', 'none', '\\d{11}', 'პირადი*|პირადობ*|georgian id|georgian personal*'),
  id(
    'AM',
    'am-psn',
    'none',
    '\\d{10}',
    'հծհ|հանրային ծառայ*|armenian id|armenian social*|public services number',
  ),
  id(
    'AZ',
    'az-fin',
    'none',
    '(?=[A-Z]*\\d)[0-9A-HJ-NP-Z]{7}',
    'fin kod|fin kodu|fin|fın|azerbaijan*',
    undefined,
    {
      adjacent: true,
      flags: 'g',
    },
  ),
  id('UZ', 'uz-pinfl', 'mod 10, date', '[3-6]\\d{13}', 'pinfl|jshshir|жшшир|пинфл|uzbek*', uzbek),
  id('KG', 'kg-inn', 'date', '[12]\\d{13}', 'инн|пин|inn|pin|кыргыз*|kyrgyz*', kyrgyz),
  id(
    'MN',
    'mn-register',
    'none',
    '[А-ЯЁӨҮ]{2} ?\\d{8}',
    'регистрийн*|регистр*|рд|mongolian id*|mongolian register*',
  ),
];

const southAndEastAsia: readonly IdentifierRule[] = [
  id(
    'NP',
    'np-citizenship',
    'none',
    '\\d{2}-\\d{2}-\\d{2}-\\d{4,6}',
    'नागरिकता*|ना प्र|citizenship*|nepali id*|nepalese id*',
  ),
  id('BT', 'bt-cid', 'none', '1\\d{10}', 'cid|bhutanese id*|bhutan citizen*'),
  id(
    'MM',
    'mm-nrc',
    'none',
    '\\d{1,2}/[A-Z]{3,15} ?\\((?:N|E|P|T|R|S|C|naing|ae|pyu)\\) ?\\d{6}|[\\u1040-\\u1049]{1,2}/[\\u1000-\\u109f]{3,24}\\([\\u1000-\\u109f]{1,8}\\)[\\u1040-\\u1049]{6}',
    'nrc|myanmar id*|national registration*|မှတ်ပုံတင်*',
  ),
  id('KH', 'kh-id', 'none', '\\d{9}', 'អត្តសញ្ញាណ*|cambodian id*|khmer id*'),
  id('BN', 'bn-ic', 'none', '[0135]\\d-\\d{6}', 'brunei id*|brunei ic*|ic number|ic no|smart identity'),
  id('MV', 'mv-id', 'none', 'A\\d{6}', 'maldivian id*|national id*|id card*'),
  id(
    'MO',
    'mo-bir',
    'none',
    '[1578]\\d{6} ?\\(\\d\\)',
    '澳門居民*|澳门居民*|身份證*|身份证*|macau id*|macao id*|macau resident*|macao resident*|bir',
  ),
  id(
    'CN',
    'cn-travel-permit',
    'none',
    '[HM]\\d{8}(?:\\d{2})?|C[A-Z0-9]\\d{7}|\\d{8}',
    '通行证*|通行證*|回乡证*|回鄉證*|台胞证*|台胞證*|home return permit*',
    undefined,
    { adjacent: true },
  ),
  id(
    'JP',
    'jp-residence-card',
    'none',
    '[A-Z]{2}\\d{8}[A-Z]{2}',
    '在留カード*|在留*|residence card*|zairyu*',
  ),
  id(
    'JP',
    'jp-pension-number',
    'none',
    '\\d{4}-?\\d{6}',
    '基礎年金番号*|年金番号*|年金手帳*|pension number*|nenkin*',
  ),
  id('IN', 'in-abha', 'none', '\\d{2}[- ]?\\d{4}[- ]?\\d{4}[- ]?\\d{4}', 'abha*|ayushman*|health id*|आभा*'),
  id(
    'IN',
    'in-upi',
    'none',
    '[A-Z0-9][A-Z0-9._-]{1,63}@[A-Z]{2,20}(?!\\.?\\w)',
    'upi|vpa|bhim|gpay|phonepe|यूपीआई*',
  ),
  id('PH', 'ph-philhealth', 'none', '\\d{2}-\\d{9}-\\d', 'philhealth*'),
  id('PH', 'ph-pagibig', 'none', '\\d{4}[- ]?\\d{4}[- ]?\\d{4}', 'pag ibig*|pagibig*|hdmf*'),
];

const americas: readonly IdentifierRule[] = [
  id(
    'BR',
    'br-voter-number',
    'two of mod 11',
    '\\d{4} ?\\d{4} ?\\d{4}',
    'titulo de eleitor*|titulo eleitoral|titulo eleitor|voter*',
    voter,
  ),
  id(
    'BR',
    'br-pix-key',
    'none',
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    'pix|chave pix|chave aleatoria',
  ),
  id(
    'BR',
    'br-health-card',
    'none',
    '[12789]\\d{2} ?\\d{4} ?\\d{4} ?\\d{4}',
    'cns|cartao sus|cartao nacional de saude',
  ),
  id(
    'PA',
    'pa-cedula',
    'none',
    '(?:\\d{1,2}(?:AV|PI)?|PE|E|N)-\\d{1,4}-\\d{1,6}',
    'cedula*|panamanian id*|cip',
  ),
  id('HN', 'hn-dni', 'none', '\\d{4}[- ]?\\d{4}[- ]?\\d{5}', 'dni|honduran id*|rnp|identidad'),
  id('NI', 'ni-cedula', 'date', '\\d{3}-?\\d{6}-?\\d{4}[A-Z]', 'cedula*|nicarag*', nicaraguan),
  id(
    'BO',
    'bo-ci',
    'none',
    '\\d{5,8}(?: ?-\\d[A-Z])?[ -]?(?:LP|SC|CB|CBBA|OR|PT|CH|TJ|BE|BN|PD|PA)',
    'ci|c i|carnet de identidad|cedula*|bolivian id*',
  ),
  id('HT', 'ht-nif', 'none', '\\d{3}-\\d{3}-\\d{3}-\\d|\\d{10}', 'haitian id*|haitian nif|haitian tax*'),
  id('TT', 'tt-bir', 'none', '\\d{9,11}', 'bir number|bir file'),
  id(
    'US',
    'us-alien-number',
    'none',
    'A[- ]?\\d{2,3}[- ]?\\d{3}[- ]?\\d{3}',
    'alien*|a number|a no|uscis*|green card*',
  ),
];

const africaAndMiddleEast: readonly IdentifierRule[] = [
  id(
    'ZW',
    'zw-national-id',
    'none',
    '\\d{2}-? ?\\d{6,7} ?-?[A-Z] ?-?\\d{2}',
    'national registration*|national id*|zimbabw*|id number',
  ),
  id('AO', 'ao-bi', 'none', '\\d{9}[A-Z]{2}\\d{3}', 'bilhete de identidade*|bi|b i|angola*'),
  id('MZ', 'mz-bi', 'none', '\\d{12}[A-Z]', 'bilhete de identidade*|bi|b i|mocambi*|mozambi*'),
  id('BW', 'bw-omang', 'none', '\\d{4}[12]\\d{4}', 'omang*|botswana*'),
  id(
    'ET',
    'et-fayda',
    'none',
    '\\d{4}[ -]?\\d{4}[ -]?\\d{4}(?:[ -]?\\d{4})?',
    'fayda*|fcn|ፋይዳ*|ethiopian id*|ethiopian digital*',
  ),
  id('SN', 'sn-nin', 'none', '[12] ?\\d{3} ?\\d{4} ?\\d{5,6}', 'nin|senegalese id*|carte nationale*|cni'),
  id('CI', 'ci-cni', 'none', 'CI ?\\d{9,10}|C ?\\d{10}', 'cni|nni|ivorian id*|carte nationale*'),
  id('NA', 'na-id', 'none', '\\d{11}', 'namibian id*|namibian identi*'),
  id('IQ', 'iq-national-id', 'none', '\\d{12}', 'البطاقة الوطنية*|الموحدة*|iraqi id*|iraqi national*'),
  id('OM', 'om-civil-number', 'none', '\\d{6,8}', 'الرقم المدني*|omani id*|civil number*', undefined, {
    adjacent: true,
  }),
  id('LY', 'ly-national-id', 'none', '[12]\\d{11}', 'الرقم الوطني*|libyan id*|libyan national*'),
  id('PS', 'ps-id', 'Luhn', '\\d{9}', 'palestin*|رقم الهوية*', luhn),
];

const europe: readonly IdentifierRule[] = [
  id(
    'XK',
    'xk-personal-number',
    'none',
    '\\d{10}',
    'numri personal*|nr personal|kosovo id*|kosovar id*|kosovo personal*',
  ),
  id('FO', 'fo-p-number', 'date', '\\d{6}-?\\d{3}', 'p tal|p tali*|faroe*|foroy*', dayFirst),
  id('FR', 'fr-rpps', 'Luhn', '[18]0?\\d{9,10}', 'rpps*|adeli', luhn),
  id('FR', 'fr-ine', 'none', '\\d{9}[0-9A-HJK][A-HJK]|\\d{10}[A-HJ-Z]', 'ine|identifiant national etudiant*'),
  id('PT', 'pt-health-number', 'none', '\\d{3} ?\\d{3} ?\\d{3}', 'utente*|sns', undefined, {
    adjacent: true,
  }),
  id('ES', 'es-health-card', 'none', '[B-DF-HJ-NP-TV-Z]{4}\\d{10,12}', 'tarjeta sanitaria*|cip|cip sns|tsi'),
  id(
    'any',
    'european-health-card',
    'none',
    '80\\d{18}',
    'european health insurance*|ehic*|ghic*|krankenversicherungskarte*|carte europeenne*|tessera sanitaria*|tarjeta sanitaria europea*|kennnummer der karte|number of the card',
  ),
];

/** Countries with one or two identifiers each. Sources: the issuing offices' descriptions. */
export const furtherCountries: readonly IdentifierRule[] = [
  ...caucasusAndCentralAsia,
  ...southAndEastAsia,
  ...americas,
  ...africaAndMiddleEast,
  ...europe,
];
