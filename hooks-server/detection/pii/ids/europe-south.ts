import { checkDigit, luhn, missingTo11OrZero } from '../checksums.js';
import { id, type IdentifierRule } from './rule.js';

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const nif = (text: string) => DNI_LETTERS[Number(text.slice(0, -1)) % 23] === text.at(-1);
const nie = (text: string) => nif(`${'XYZ'.indexOf(text.charAt(0))}${text.slice(1)}`);
const cif = (text: string) => {
  const check = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].find((digit) => luhn(text.slice(1, 8) + String(digit))) ?? 0;
  return text.at(-1) === String(check) || text.at(-1) === 'JABCDEFGHI'[check];
};
const spanishCheck = (rest: number) => (rest < 2 ? rest : 11 - rest);
const spanishAccount = (text: string) =>
  checkDigit([4, 8, 5, 10, 9, 7, 3, 6], 11, spanishCheck)(text.slice(0, 9)) &&
  checkDigit([1, 2, 4, 8, 5, 10, 9, 7, 3, 6], 11, spanishCheck)(text.slice(10) + text.charAt(9));
const spanishSocialSecurity = (text: string) => {
  const province = Number(text.slice(0, 2));
  const serial = Number(text.slice(2, 10));
  const number = serial < 10_000_000 ? serial + province * 10_000_000 : Number(text.slice(0, 10));
  return number % 97 === Number(text.slice(10));
};
const portuguese = checkDigit([9, 8, 7, 6, 5, 4, 3, 2], 11, missingTo11OrZero);
/** Luhn's sum with letters as 10 to 35. */
const citizenCard = (text: string) => {
  const sum = Array.from(text).reduce((total, character, index) => {
    const value = parseInt(character, 36) * (index % 2 === text.length % 2 ? 2 : 1);
    return total + (index % 2 === text.length % 2 && value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};
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
/** Letters stand for digits where two people would have the same code (omocodia). */
const OMOCODE_DIGIT = '[\\dLMNP-V]';

/** Identifiers of southern Europe. Sources: the issuing offices' published algorithms. */
export const southernEurope: readonly IdentifierRule[] = [
  id(
    'ES',
    'es-nif',
    'mod 23 letter',
    '\\d{7,8}[ -]?[A-Z]|\\d{2}\\.\\d{3}\\.\\d{3}[ -]?[A-Z]',
    'nif|dni|d n i|n i f|identidad|documento nacional|spanish',
    nif,
    { bareScore: 0.55 },
  ),
  id(
    'ES',
    'es-nie',
    'mod 23 letter',
    '[XYZ][ -]?\\d{7}[ -]?[A-Z]',
    'nie|extranjer*|foreigner*|identi*|spanish',
    nie,
    { bareScore: 0.65 },
  ),
  id('ES', 'es-cif', 'Luhn', '[A-HJ-NP-SUVW]-?\\d{7}-?[0-9A-J]', 'cif|c i f|empresa|sociedad', cif),
  id(
    'ES',
    'es-social-security',
    'mod 97',
    '\\d{2}[ /-]?\\d{8}[ /-]?\\d{2}',
    'seguridad social|afiliacion|naf|nuss',
    spanishSocialSecurity,
  ),
  id(
    'ES',
    'es-bank-account',
    'two of mod 11',
    '\\d{4}[ -]?\\d{4}[ -]?\\d{2}[ -]?\\d{10}|(?:\\d{4} ){4}\\d{4}',
    'ccc|cuenta*|bank account',
    spanishAccount,
  ),
  id(
    'PT',
    'pt-nif',
    'mod 11',
    '[1-9]\\d{2}[ .]?\\d{3}[ .]?\\d{3}',
    'nif|contribuinte|nipc|n i f|fiscal',
    portuguese,
  ),
  id(
    'PT',
    'pt-citizen-card',
    'mod 10 with letters',
    '\\d{8}[ -]?\\d[ -]?[A-Z0-9]{2}\\d',
    'cartao de cidadao|cartao do cidadao|citizen card|bilhete de identidade|cc',
    citizenCard,
  ),
  id(
    'PT',
    'pt-niss',
    'mod 10',
    '[12]\\d{10}',
    'niss|seguranca social',
    checkDigit([29, 23, 19, 17, 13, 11, 7, 5, 3, 2], 10, (rest) => 9 - rest),
  ),
  id(
    'IT',
    'it-fiscal-code',
    'odd and even table',
    `[A-Z]{6}${OMOCODE_DIGIT}{2}[A-EHLMPRST]${OMOCODE_DIGIT}{2}[A-Z]${OMOCODE_DIGIT}{3}[A-Z]`,
    'fiscal*|codice|cf|c f',
    fiscal,
    { bareScore: 0.9 },
  ),
  id(
    'IT',
    'it-vat-code',
    'Luhn',
    '(?:IT ?)?\\d{11}',
    'vat|iva|partita|p iva|piva',
    (text) => luhn(text) && !/^(?:IT)?0+$/.test(text),
  ),
  id(
    'IT',
    'it-identity-card',
    'none',
    'C[A-Z]\\d{5}[A-Z]{2}|[A-Z]{2} ?\\d{7}',
    "carta d'identita|carta di identita|carta identita",
  ),
];
