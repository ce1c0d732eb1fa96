import { icaoSum, luhn } from '../checksums.js';
import { isCalendarDate } from '../context.js';
import { id, type IdentifierRule } from './rule.js';

const digits = (text: string) => text.match(/\d/g)?.length ?? 0;
/** Both years of `2018-2024`, as copyright lines have it. */
const YEARS = /^(?:19|20)\d\d(?:19|20)\d\d$/;
const isDate = (text: string) => YEARS.test(text) || isCalendarDate(text);
const atLeast = (count: number) => (text: string) =>
  digits(text) >= count && !isDate(text.replace(/^[A-Z]{1,3}/, ''));

/** `passport-jwt` and `passport.use` are a library's, which has no numbers: `library` names what a program says. */
const PASSPORT_WORDS =
  'passport|passports|passport no|passport number|passport id|passnummer|reisepass*|pass nr|pass no|passnr|pasaporte*|passeport*|passaporto*|passaporte*|paszport*|paspoort*|pass nummer|passi|passin numero|utlevel|pasport|pașaport|cestovni pas|pasu|διαβατηρι*|паспорт*|护照*|護照*|パスポート*|旅券*|여권*|pasaport*|ho chieu|पासपोर्ट|جواز*|דרכון|หนังสือเดินทาง|paspor';
/** A licence alone is far more often a program's than a driver's: it must be somebody's, or have a number. */
const LICENCE_WORDS =
  'driver license*|driver licence*|drivers license*|drivers licence*|driver s license*|driver s licence*|driving license*|driving licence*|driving permit|my license|my licence|your license|your licence|his license|her license|their license|his licence|her licence|their licence|license number|licence number|license no|licence no|license nr|license #|licence #|license id|license is|licence is|führerschein*|fuhrerschein*|fahrerlaubnis*|permis de conduire|licencia|carnet de conducir|patente|carteira|cnh|prawo jazdy|prawa jazdy|rijbewijs*|körkort*|førerkort*|kørekort*|ajokort*|jogositvany*|permis auto|ridicsky|водительск*|운전면허*|驾照*|驾驶证*|駕照*|運転免許*|免許*|sürücü*|ehliyet*|dl number|dl no|dl #|dl is|driver id';
const BIRTH_WORDS =
  'dob|date of birth|born on|born|birth date|birthdate|birthday|geburtsdatum|geboren am|geb|date de naissance|ne le|nee le|fecha de nacimiento|nacido el|data di nascita|nato il|nata il|data de nascimento|nascido em|geboortedatum|geboren op|data urodzenia|födelsedatum|fødselsdato|syntymäaika|dogum tarihi|дата рождения|дата народження|生年月日|出生*|생년월일|جميلاد|تاريخ الميلاد|תאריך לידה|जन्म*|วันเกิด';
const NATIONAL_WORDS =
  "national id|national id number|national identity|national identity number|national identification number|national insurance number|identity number|identity card|identity card number|identity document|identity code|identification number|id card|id card number|citizen id|citizen number|citizenship number|citizen card number|personal identity|personal identity number|personal id|personal number|personal code|personal identification number|tax id|tax id number|tax number|tax identification number|taxpayer id|taxpayer number|taxpayer identification number|vat id|vat number|vat no|vat reg no|vat registration number|health insurance number|health insurance no|insurance number|insurance policy number|social security number|social insurance number|social security no|permit number|residence permit|residence permit number|resident id|medical record number|patient id|patient number|mrn|carte d'identite|numero d'identite|numero de identidad|documento de identidad|numero de documento|numero de seguridad social|ausweisnummer|personalnummer|numero di identita|steuernummer|numero de identificacion|身份证号|身份证号码|证件号码|신분증 번호|номер документа|carte nationale d'identite|carte d'identite nationale|cni numero|cedula de identidad|documento nacional|documento de identificacion|carnet de identidad|bilhete de identidade|cartao de cidadao|carta d'identita numero|numri personal|numri i letërnjoftimit|maticni broj|licna karta|osobna iskaznica|cislo op|obciansky preukaz|nr dowodu|numer dowodu|dowód osobisty|szemelyi igazolvany|личный номер|персональный номер|идентификационный номер|удостоверение личности|посвідчення особи|лична карта|id nummer|identiteettikortti|henkilokortti|asmens tapatybe|kimlik no|kimlik numarasi|شماره شناسنامه|رقم البطاقة|رقم الهوية|الرقم الوطني|الرقم الشخصي|מספר זהות|nomor ktp|nomor identitas|kartu identitas|so cmnd|so cccd|căn cước|เลขประจำตัวประชาชน|เลขบัตรประชาชน|주민등록번호|외국인등록번호|個人番号|マイナンバー|身分證字號|身分證號|居留证号|居留證號|kitambulisho|namba ya kitambulisho|पहचान संख्या|পরিচয়পত্র নম্বর|numero de afiliacion|numero de securite sociale|sozialversicherungsnummer";
/** What states call tax and company numbers for which there is no rule of its own here. */
const COMPANY_WORDS =
  'voen|vöen|едб|edb|пиб|pib|унп|unp|peid|ninea|onderwijsnummer|adoszam|ח פ|h p number|matricule fiscal|ptin|atin|ust idnr|ust id nr|umsatzsteuer id|ддс номер|номер по ддс|kmkr|kmd|v tal|tin number|npwpd|nuit|nib|cvr|rut|ruc|nit|rif|rfc|rnc|الرقم الضريبي|الرقم الجبائي|vergi no|vergi numarasi|tax reference number|steuer nr|tva intracommunautaire|numero de tva|sin number|nhs no|gst number|gst no|pan number|tan number|cin number|dpi|carnet de identidad|numero de identificacion fiscal|numero fiscal|uid nummer|mst';
/** Two-letter codes of the European Union's VAT numbers, each with the shape that its state gives. */
const VAT_SHAPES =
  'ATU\\d{8}|BE ?[01]\\d{3}[. ]?\\d{3}[. ]?\\d{3}|BG\\d{9,10}|CY\\d{8}[A-Z]|CZ\\d{8,10}|DE ?\\d{3} ?\\d{3} ?\\d{3}|DK ?\\d{2} ?\\d{2} ?\\d{2} ?\\d{2}|EE\\d{9}|EL ?\\d{9}|ES ?[A-Z0-9]\\d{7}[A-Z0-9]|FI\\d{8}|FR ?[A-Z0-9]{2} ?\\d{3} ?\\d{3} ?\\d{3}|GB ?\\d{3} ?\\d{4} ?\\d{2}(?: ?\\d{3})?|HR\\d{11}|HU\\d{8}|IE\\d[A-Z0-9+*]\\d{5}[A-Z]{1,2}|IT ?\\d{11}|LT(?:\\d{9}|\\d{12})|LU\\d{8}|LV\\d{11}|MT\\d{8}|NL ?\\d{9}B\\d{2}|PL ?\\d{10}|PT ?\\d{9}|RO\\d{2,10}|SE\\d{12}|SI\\d{8}|SK\\d{10}|XI\\d{9}|CHE-?\\d{3}\\.?\\d{3}\\.?\\d{3} ?(?:MWST|TVA|IVA)|NO ?\\d{9} ?MVA';
/** The second line of a passport, the first of a card: the document's number with its check digit. */
const machineReadable = (line: string) => icaoSum(line.slice(0, 9)) === Number(line[9]);

/** Documents and numbers of no one country. */
export const documents: readonly IdentifierRule[] = [
  id(
    'any',
    'passport',
    'none',
    '[A-Z]{1,3}[- ]?\\d{6,8}[A-Z]?|[CFGHJKLMNPRTVWXYZ][0-9CFGHJKLMNPRTVWXYZ]{8}\\d?|\\d{9}|[A-Z]{3}\\d{6}[A-Z]?|\\d{2}[A-Z]{2}\\d{5}|\\d{2} ?\\d{2} ?\\d{6}|\\d{8}|[A-Z]\\d{3}[A-Z]\\d{4}',
    PASSPORT_WORDS,
    atLeast(3),
  ),
  id(
    'any',
    'drivers-license',
    'none',
    '[A-Z]{0,3}[- ]?\\d(?:[ -]?\\d){4,15}|[A-Z]\\d{3}-\\d{4}-\\d{4}|[A-Z]{5}\\d{6}[A-Z0-9]{5,7}|[A-Z0-9]{9,18}|\\d{2}[A-Z]{2}\\d{5}|[A-Z]\\d{4}-\\d{5}-\\d{5}',
    LICENCE_WORDS,
    atLeast(4),
  ),
  id('any', 'drivers-license', 'none', '[A-Z]{1,2}-?\\d{5,9}', 'dl', atLeast(5), { adjacent: true }),
  id(
    'any',
    'vat-id',
    'shape of its country',
    VAT_SHAPES,
    'vat*|ust*|umsatzsteuer*|tva|btw*|iva|partita iva|mwst*|moms*|alv*|nip|afm|pdv|ddv|dic|dph|kmkr|pvn|pvm|afa|adoszam|mva|ндс|нип',
    (text) => digits(text) >= 2,
  ),
  id(
    'any',
    'imei',
    'Luhn',
    '\\d{2}[- ]?\\d{6}[- ]?\\d{6}[- ]?\\d{1,2}',
    'imei*',
    (text) => text.length === 16 || luhn(text),
  ),
  id('any', 'iccid', 'Luhn', '89\\d{17,18}', 'iccid|sim card|sim number|sim', luhn),
  id('any', 'imsi', 'none', '\\d{14,15}', 'imsi', undefined, { adjacent: true }),
  id('any', 'vin', 'none', '[A-HJ-NPR-Z0-9]{17}', 'vin|vehicle identi*|chassis*|fahrgestell*|fin', (text) =>
    /\d{4}$/.test(text),
  ),
  id(
    'any',
    'mrz',
    'ICAO 9303',
    '[A-Z0-9<]{9}\\d[A-Z<]{3}\\d{6}\\d[MFX<]\\d{6}\\d[A-Z0-9<]{14,16}',
    'passport|mrz|machine readable',
    machineReadable,
    { bareScore: 0.9 },
  ),
  id(
    'any',
    'date-of-birth',
    'none',
    '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.] ?\\d{1,2}[-/.] ?\\d{4}',
    BIRTH_WORDS,
  ),
  id('any', 'tax-number', 'none', '[A-Z]{0,4}[- ]?\\d(?:[ ./-]?[\\dA-Z]){4,18}', COMPANY_WORDS, atLeast(5), {
    adjacent: true,
  }),
  id(
    'any',
    'national-id',
    'none',
    '(?!\\d{3}-\\d{2}-\\d{4})[A-Z]{0,3}-?\\d(?:[ .-]?\\d){5,13}-?[A-Z]{0,2}',
    NATIONAL_WORDS,
    atLeast(6),
    { adjacent: true },
  ),
];
