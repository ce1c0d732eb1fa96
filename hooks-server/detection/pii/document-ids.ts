import { luhn } from './checksums.js';
import { isCalendarDate } from './context.js';
import type { IdentifierRule } from './national-ids.js';

const shape = (source: string, flags = 'gi') => new RegExp(`(?<![\\w-])(?:${source})(?![\\w]|-\\d)`, flags);
/** Both years of `2018-2024`, as copyright lines have it. */
const years = /^(?:19|20)\d\d(?:19|20)\d\d$/;

function rule(
  kind: string,
  source: string,
  words: RegExp,
  isValid: (compact: string) => boolean = () => true,
): IdentifierRule {
  const isDate = (digits: string) => years.test(digits) || isCalendarDate(digits);
  return {
    kind,
    shape: shape(source),
    words,
    isValid: (text) => !isDate(text.replace(/^[A-Z]{1,3}/, '')) && isValid(text),
  };
}

/** `passport-jwt` and `passport.use` are a library's. */
const passportWords =
  /passport(?![-.](?!n[or]|num|id)[a-z])|reisepass|\bpass-?(?:nr|nummer|no)|pasaporte|passeport|passaporto|passaporte|паспорт|护照|護照|パスポート|여권|pasaport|hộ chiếu|पासपोर्ट/;
/** A licence alone is far more often a program's than a driver's: it must be somebody's, or have a number. */
const licenceWords =
  /driv(?:er|ing)[’'s]{0,2} ?(?:licen[cs]e|permit)|\b(?:my|your|his|her|their) (?:\w{1,12} )?licen[cs]e\b|\blicen[cs]e ?(?:number|no\b|nr\b|#|id\b|is\b)|führerschein|fahrerlaubnis|permis de conduire|\blicencia\b|carnet de conducir|\bpatente\b|\bcarteira\b|\bcnh\b|водительск|운전면허|驾照|驾驶证|駕照|運転免許|免許|sürücü|\behliyet|\bdl ?(?:number|no\b|#|is\b|:)/;

/** Identifiers without a check that most readers would know: they count beside their own words only. */
export const worded: readonly IdentifierRule[] = [
  rule(
    'passport',
    '[A-Z]{1,3}[- ]?\\d{6,8}[A-Z]?|[CFGHJKLMNPRTVWXYZ][0-9CFGHJKLMNPRTVWXYZ]{8}\\d?|\\d{9}|[A-Z]{3}\\d{6}[A-Z]?',
    passportWords,
    (text) => (text.match(/\d/g)?.length ?? 0) >= 3,
  ),
  rule(
    'drivers-license',
    '[A-Z]{0,3}[- ]?\\d(?:[ -]?\\d){4,15}|[A-Z]\\d{3}-\\d{4}-\\d{4}|[A-Z]{5}\\d{6}[A-Z0-9]{5,7}|[A-Z0-9]{9,18}',
    licenceWords,
    (text) => (text.match(/\d/g)?.length ?? 0) >= 4,
  ),
  rule('uk-driving-licence', '[A-Z9]{5}\\d{6}[A-Z9]{2}[A-Z0-9]{3}(?: ?\\d{2})?', /driv|licen[cs]e|dvla/),
  rule(
    'uk-nino',
    '(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]',
    /\bnino?\b|national insurance|insurance/,
  ),
  rule(
    'us-mbi',
    '[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\\d-?[AC-HJKMNP-RT-Y]{2}\\d{2}',
    /medicare|\bmbi\b|beneficiary/,
  ),
  rule(
    'us-bank-number',
    '\\d{8,17}',
    /\baccount ?(?:number|no\b|#)|\bbank account|\bacct\b|\b(?:checking|savings) (?:account|number|no\b)/,
  ),
  rule('us-routing-number', '\\d{9}', /routing|\baba\b/, (text) => {
    const sum = Array.from(text, Number).reduce(
      (total, digit, index) => total + digit * ([3, 7, 1][index % 3] ?? 0),
      0,
    );
    return sum % 10 === 0 && sum > 0;
  }),
  rule(
    'de-id-card',
    '[CFGHJKLMNPRTVWXYZ0-9]{9}\\d?',
    /personalausweis|ausweis|id.?card|identity card/,
    (text) => (text.match(/\d/g)?.length ?? 0) >= 3,
  ),
  rule(
    'de-social-security',
    '\\d{2} ?\\d{6} ?[A-Z] ?\\d{3}',
    /sozialvers|rentenvers|social.?sec|versicherungsnummer|\brvnr|\bsvnr/,
  ),
  rule('de-lanr', '\\d{9}', /\blanr\b|arztnummer|arzt/),
  rule('de-bsnr', '\\d{9}', /\bbsnr\b|betriebsst/),
  rule('de-vat-id', 'DE ?\\d{9}', /\bust|umsatzsteuer|\bvat\b/),
  {
    ...rule('de-license-plate', '', /kennzeichen|\bkfz\b|licen[cs]e plate|number plate/),
    // In small letters it would be two short words and a number.
    shape: shape('[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2} ?\\d{1,4}[EH]?', 'g'),
  },
  rule('kr-driver-license', '\\d{2}-?\\d{2}-?\\d{6}-?\\d{2}', /licen[cs]e|면허|driver/, (text) =>
    /^(?:1[1-9]|2[0-8])/.test(text),
  ),
  rule('in-pan', '[A-Z]{3}[ABCFGHLJPT][A-Z]\\d{4}[A-Z]', /\bpan\b|permanent account|income tax/),
  rule('in-voter', '[A-Z]{3}\\d{7}', /voter|epic|elect|matdata/),
  rule('in-gstin', '\\d{2}[A-Z]{5}\\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]', /gst/),
  rule(
    'in-vehicle-registration',
    '[A-Z]{2}[ -]?\\d{1,2}[ -]?[A-Z]{1,3}[ -]?\\d{4}',
    /vehicle|registration|\brc\b|number plate/,
  ),
  rule('sg-uen', '\\d{8,9}[A-Z]|[TSR]\\d{2}[A-Z]{2}\\d{4}[A-Z]', /\buen\b|entity number|singapore/),
  rule(
    'ph-mobile-number',
    '(?:\\+?63|0)9\\d{2}[- ]?\\d{3}[- ]?\\d{4}',
    /mobile|phone|philippin|\bph\b|cel|number/,
  ),
  rule(
    'tr-phone-number',
    '(?:\\+?90[- ]?|0[- ]?)5\\d{2}[- ]?\\d{3}[- ]?\\d{2}[- ]?\\d{2}',
    /phone|tel|gsm|cep|\btr\b|number/,
  ),
  rule(
    'ph-tin',
    '\\d{3}-\\d{3}-\\d{3}(?:-\\d{3})?',
    /\btin\b|tax|philippin/,
    (text) => !text.startsWith('000'),
  ),
  rule('ng-nin', '\\d{11}', /\bnin\b|nigeria|national identification/),
  rule('imei', '\\d{2}-?\\d{6}-?\\d{6}-?\\d', /\bimei\b/, luhn),
  rule('vin', '[A-HJ-NPR-Z0-9]{17}', /\bvin\b|vehicle identification/, (text) => /\d{4}$/.test(text)),
  {
    kind: 'date-of-birth',
    shape: shape('\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}'),
    isValid: () => true,
    words:
      /\bdob\b|date of birth|born on|birth ?date|geburtsdatum|date de naissance|fecha de nacimiento|data di nascita|生年月日|出生/,
  },
  rule(
    'national-id',
    '[A-Z]{0,3}-?\\d(?:[ .-]?\\d){5,13}-?[A-Z]{0,2}',
    /(?:national id(?:entity)?|identity (?:card|document|code)|id card|personal identity|citizen|voter|tax(?:payer)?(?: ?id)?|vat|health insurance|insurance policy|social (?:security|insurance)|permit|residen[ct]e?|medical record|patient|mrn)\W{0,3}(?:number|no\.?|nr\.?|id|code|#)?\s?(?:is|:|=|#)\s?$/,
  ),
];
