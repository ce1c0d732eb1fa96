import fc from 'fast-check';
import { createTokenCounter } from '../../hooks-server/compression/tokens/counter.js';
import {
  encodingFor,
  loadEncoder,
  type EncodingName,
} from '../../hooks-server/compression/tokens/encodings.js';

describe.each<EncodingName>(['o200k_base', 'cl100k_base'])('counting in %s', (encoding) => {
  const counter = createTokenCounter(encoding);
  const encoder = loadEncoder(encoding);

  it('counts exactly what tiktoken counts, for any text', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(
        "it's",
        "WE'LL",
        ' \n\n ',
        '12345',
        'http://a.b/c',
        '   ',
        '\t',
        'été',
        '活佛是什么',
        'कमल',
        '🙂🙂',
        '<|endoftext|>',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const text = words.join(' ');
        expect(counter.count(text)).toBe(encoder.encode_ordinary(text).length);
      }),
    );
  });

  it('gives stretches whose sum is the whole', () => {
    const text = 'One two. Three four! 五六七。 Eight.';
    const stretches = counter.countStretches(text, [9, 21, 26, text.length]);
    expect(stretches.reduce((sum, count) => sum + count, 0)).toBe(counter.count(text));
    expect(stretches).toHaveLength(4);
  });

  it('does not slow down on a long run without a blank', () => {
    const start = performance.now();
    expect(counter.count('a'.repeat(100_000))).toBeGreaterThan(1_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('the encoding of a model', () => {
  it.each([
    ['gpt-4o', 'o200k_base'],
    ['openai/gpt-4o-mini', 'o200k_base'],
    ['gpt-4.1', 'o200k_base'],
    ['gpt-4-turbo', 'cl100k_base'],
    ['azure/gpt-3.5-turbo', 'cl100k_base'],
    ['gpt-4', 'cl100k_base'],
    ['claude-sonnet-4-5', 'o200k_base'],
    ['gemini-2-5-pro', 'o200k_base'],
    ['groq-llama-3-3-70b', 'cl100k_base'],
    ['something-new', 'o200k_base'],
  ])('of %s is %s', (model, encoding) => {
    expect(encodingFor(model)).toBe(encoding);
  });
});
