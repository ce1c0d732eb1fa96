import { createRequire } from 'node:module';
import fc from 'fast-check';
import { Tiktoken } from 'tiktoken/lite';
import { createPieceScanner } from '../../hooks-server/compression/tokens/pieces.js';
import { unitsOf } from '../../hooks-server/compression/text/span-table.js';
import { createTokenCounter } from '../../hooks-server/compression/tokens/counter.js';
import {
  encodingFor,
  loadVocabulary,
  type EncodingName,
} from '../../hooks-server/compression/tokens/encodings.js';

const require = createRequire(import.meta.url);
/** tiktoken's own encoder, to compare with. */
function tiktoken(encoding: EncodingName): Tiktoken {
  const { bpe_ranks, special_tokens, pat_str } = require(`tiktoken/encoders/${encoding}.json`) as {
    readonly bpe_ranks: string;
    readonly special_tokens: Record<string, number>;
    readonly pat_str: string;
  };
  return new Tiktoken(bpe_ranks, special_tokens, pat_str);
}

describe.each<EncodingName>(['o200k_base', 'cl100k_base'])('counting in %s', (encoding) => {
  const counter = createTokenCounter(encoding);
  const encoder = tiktoken(encoding);

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

  it('merges the bytes of a piece of any kind as tiktoken does', () => {
    const { tokensIn } = loadVocabulary(encoding);
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom('a', 'b', 'ab', ' ', 'é', '你', '\ud83d', '🙂'),
        minLength: 1,
        maxLength: 60,
      }),
    );
    fc.assert(
      fc.property(piece, (text) => {
        // Where tiktoken's pattern makes one piece of the text.
        fc.pre(createPieceScanner(encoding).next(text, unitsOf(text), 0) === text.length);
        expect(tokensIn(text)).toBe(encoder.encode_ordinary(text).length);
      }),
      { numRuns: 500 },
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
