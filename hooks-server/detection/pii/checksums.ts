import { createHash } from 'node:crypto';

const digitsOf = (text: string): number[] => Array.from(text.replace(/\D/g, ''), Number);

/** Sum of digit times weight, over as many places as there are weights. */
export function weightedSum(text: string, weights: readonly number[]): number {
  const digits = digitsOf(text);
  return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);
}

/** Luhn's check over all digits of a text (ISO/IEC 7812-1, annex B). */
export function luhn(text: string): boolean {
  let sum = 0;
  let twice = false;
  for (let index = text.length - 1; index >= 0; index--) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) continue;
    const value = twice ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
    twice = !twice;
  }
  return sum % 10 === 0;
}

/** ISO 7064 MOD 97-10 as IBANs use it: the first four characters moved to the end, letters as 10 to 35. */
export function ibanModulo(compact: string): boolean {
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  let remainder = 0;
  for (const character of rearranged.toUpperCase()) {
    const value = parseInt(character, 36);
    if (Number.isNaN(value)) return false;
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

const verhoeffD = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const verhoeffP = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff's dihedral check (Aadhaar). */
export function verhoeff(text: string): boolean {
  const check = digitsOf(text)
    .reverse()
    .reduce((state, digit, index) => Number(verhoeffD[state]?.[Number(verhoeffP[index % 8]?.[digit])]), 0);
  return check === 0;
}

/** ISO 7064 MOD 11-10 (German tax id, Croatian OIB). */
export function mod11And10(text: string): boolean {
  const digits = digitsOf(text);
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === digits.at(-1);
}

const BASE58_ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Base58Check: the last four of 25 bytes are the head of the double SHA-256 of the others (Bitcoin addresses). */
export function base58Check(text: string): boolean {
  let number = 0n;
  for (const character of text) {
    const value = BASE58_ALPHABET.indexOf(character);
    if (value < 0) return false;
    number = number * 58n + BigInt(value);
  }
  const hex = number.toString(16).padStart(50, '0');
  if (hex.length !== 50) return false;
  const bytes = Buffer.from(hex, 'hex');
  const sha256 = (data: Buffer) => createHash('sha256').update(data).digest();
  return sha256(sha256(bytes.subarray(0, 21)))
    .subarray(0, 4)
    .equals(bytes.subarray(21));
}

const BECH32_ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const bech32Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** bech32 (BIP 173) or bech32m (BIP 350) of a whole address, `bc1…` or `tb1…`. */
export function bech32(address: string): boolean {
  const lower = address.toLowerCase();
  if (address !== lower && address !== address.toUpperCase()) return false;
  const split = lower.lastIndexOf('1');
  const prefix = Array.from(lower.slice(0, split), (character) => character.charCodeAt(0));
  const data = Array.from(lower.slice(split + 1), (character) => BECH32_ALPHABET.indexOf(character));
  if (split < 1 || data.length < 6 || data.includes(-1)) return false;
  const values = [...prefix.map((unit) => unit >> 5), 0, ...prefix.map((unit) => unit & 31), ...data];
  const check = values.reduce((state, value) => {
    const top = state >>> 25;
    const shifted = ((state & 0x1ffffff) << 5) ^ value;
    return bech32Generator.reduce(
      (next, generator, bit) => ((top >>> bit) & 1 ? next ^ generator : next),
      shifted,
    );
  }, 1);
  return check === 1 || check === 0x2bc830a3;
}

/**
 * A check digit after as many digits as there are weights: what `digit` makes of the weighted sum's rest under
 * `modulus` must stand there. A rest without a digit (10 under 11) is never valid, unless `digit` gives one.
 */
export function checkDigit(
  weights: readonly number[],
  modulus: number,
  digit: (rest: number) => number = (rest) => rest,
): (text: string) => boolean {
  return (text) => {
    const rest = weightedSum(text, weights) % modulus;
    return digit((rest + modulus) % modulus) === Number(text.replace(/\D/g, '')[weights.length]);
  };
}

/** The usual ways to make a digit of a rest: what is missing to the modulus. */
export const missingTo10 = (rest: number) => (10 - rest) % 10;
export const missingTo11 = (rest: number) => (11 - rest) % 11;
/** The same, with 0 where two digits would stand. */
export const missingTo11OrZero = (rest: number) => (rest < 2 ? 0 : 11 - rest);

/** Whether two digits each are a day and a month; `added` may have been added to the day or the month. */
export function isDayAndMonth(day: string, month: string, added: readonly number[] = [0]): boolean {
  const isDay = Number(day) >= 1 && Number(day) <= 31;
  return isDay && added.some((more) => Number(month) - more >= 1 && Number(month) - more <= 12);
}

/** The check digit of ICAO 9303 over digits and letters (A is 10): weights 7, 3, 1 again and again, modulo 10. */
export function icaoSum(text: string, weights: readonly number[] = [7, 3, 1]): number {
  const sum = Array.from(text).reduce((total, character, index) => {
    const value = character === '<' ? 0 : parseInt(character, 36);
    return total + value * (weights[index % weights.length] ?? 0);
  }, 0);
  return sum % 10;
}
