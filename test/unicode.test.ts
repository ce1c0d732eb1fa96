import { normaliseText } from '../hooks-server/cache/keys.js';
import { analyse } from '../hooks-server/verification/text/analyse.js';
import { indexTerms } from '../hooks-server/compression/text/words.js';
import { normalTextOf } from '../hooks-server/detection/injection/normalise.js';
import { isStreamSafe, normaliseUnicode } from '../hooks-server/unicode.js';

/** Marks that sort before those they follow: bringing them in order takes time with the square of their number. */
const hostile = `a${'\u0301'.repeat(100_000)}${'\u0316'.repeat(100_000)}`;

describe('Unicode normalisation', () => {
  it('composes letters, also with as many marks as languages write', () => {
    expect(normaliseUnicode('u\u0308'.repeat(100), 'NFC')).toBe('ü'.repeat(100));
    expect(isStreamSafe(`a${'\u0301'.repeat(30)}`)).toBe(true);
  });

  it('leaves a text alone whose marks would hold the service', () => {
    expect(isStreamSafe(hostile)).toBe(false);
    expect(normaliseUnicode(hostile, 'NFKD')).toBe(hostile);
  });

  // Each took ten seconds and more; jest gives a test five.
  it.each([
    ['the key of a question', normaliseText],
    ['the comparison of questions', (text: string) => analyse(text.slice(0, 40_000))],
    ['the index of compression', indexTerms],
    ['the detection of injections', normalTextOf],
  ])('%s takes such a text in its stride', (_, read) => {
    expect(read(hostile)).toBeDefined();
  });

  it('sees through look-alike letters even where marks are piled up to hide them', () => {
    expect(normalTextOf(`ｉｇｎｏｒｅ ${'\u0301'.repeat(40)}`).text).toContain('ignore');
  });
});
