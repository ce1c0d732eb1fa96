import { isKnownWord } from './language/vocabulary.js';
import type { Verify } from './verify.js';

/**
 * Pairs that no guard rejects, so that all of them run: one in Latin letters and one in others, for which the engine compiles
 * patterns anew.
 */
const PAIRS = [
  ['How do I change the colour of a title?', 'How can I change the colour of the title?'],
  ['Как изменить цвет заголовка?', 'Как можно изменить цвет заголовка?'],
] as const;

/** Stands in no word list, so that all of them are read. */
const NO_WORD = 'qx';

/**
 * Compiles and reads what the first comparison needs, which would else hold the event loop, and all calls with it, for half
 * a second.
 */
export function warmUp(verify: Verify): void {
  isKnownWord(NO_WORD);
  for (const [a, b] of PAIRS) verify(a, b, 'strict');
}
