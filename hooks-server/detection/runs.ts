import { tableOfUnits } from '../unicode.js';

/**
 * Whether a text has `least` units of an alphabet in a row: a cheap look before a pattern runs that needs so many. One of
 * them stands at a multiple of their number, so that of most texts few units are looked at. Linear.
 */
export function createRunFinder(alphabet: RegExp, least: number): (text: string) => boolean {
  const units = tableOfUnits((unit) => Number(alphabet.test(String.fromCharCode(unit))));
  return (text) => {
    for (let at = least - 1; at < text.length; at += least) {
      if (units[text.charCodeAt(at)] === 0) continue;
      let start = at;
      while (start > 0 && at - start < least && units[text.charCodeAt(start - 1)] === 1) start--;
      let end = at + 1;
      while (end < text.length && end - start < least && units[text.charCodeAt(end)] === 1) end++;
      if (end - start >= least) return true;
    }
    return false;
  };
}
