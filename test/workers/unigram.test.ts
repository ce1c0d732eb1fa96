import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tokenizers from '@huggingface/tokenizers';
import fc from 'fast-check';
import { modelFile } from '../../hooks-server/workers/model-file.js';
import { createUnigram } from '../../hooks-server/workers/unigram.js';

const { Tokenizer } = tokenizers as unknown as {
  readonly Tokenizer: new (
    definition: object,
    config: object,
  ) => {
    encode(text: string, options: { add_special_tokens: boolean }): { readonly ids: readonly number[] };
  };
};

const LETTERS = [
  ...[
    'a',
    'e',
    'n',
    'the',
    'ing',
    ' ',
    '  ',
    '\t',
    '\n',
    '▁',
    '.',
    ',',
    '<s>',
    '</s>',
    '<unk>',
    '<pad>',
    '0',
    '7',
  ],
  ...[
    'ß',
    'É',
    'ﬁ',
    '①',
    '…',
    '한국',
    '日本',
    '你',
    'да',
    'не',
    'שלום',
    'العربية',
    'ไทย',
    'ñ',
    'e\u0301',
    '\u200d',
  ],
  ...['😀', '👩‍💻', '𝔘', '\ud83d', '\udc00', '\0', '\u00a0', '\u3000', 'ⴰⵣⵓⵍ', 'ꦗ', '᚛'],
];
const texts = fc.oneof(
  fc.array(fc.constantFrom(...LETTERS), { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.lorem({ mode: 'sentences', maxCount: 2 }),
);

describe.each(['cross-encoder', 'injection'])('pieces of the %s network', (name) => {
  const definition = JSON.parse(
    readFileSync(fileURLToPath(modelFile(`${name}/tokenizer.json`)), 'utf8'),
  ) as object;
  const reference = new Tokenizer(definition, {});
  const idsOf = createUnigram(definition);

  it.each([false, true])(
    'are the ids that the tokenizers package gives, for any text (marks: %s)',
    (marks) => {
      fc.assert(
        fc.property(texts, (text) => {
          expect(idsOf?.(text, marks)).toEqual([
            ...reference.encode(text, { add_special_tokens: marks }).ids,
          ]);
        }),
        { numRuns: 400 },
      );
    },
  );
});

describe('a hostile text', () => {
  it('of nothing but marks takes time with their number, where NFKC takes it with the square', () => {
    const definition = JSON.parse(
      readFileSync(fileURLToPath(modelFile('injection/tokenizer.json')), 'utf8'),
    ) as object;
    const idsOf = createUnigram(definition)!;
    const milliseconds = (text: string) => {
      const before = process.cpuUsage();
      idsOf(text, false);
      return process.cpuUsage(before).user / 1000;
    };
    // The least of some, as other threads of the process are counted too.
    const marks = (count: number) =>
      Math.min(...Array.from({ length: 5 }, () => milliseconds(`e${'\u0301\u0327'.repeat(count)}`)));
    // Four times as many: 16 times as long with the square, 4 times without.
    expect(marks(80_000)).toBeLessThan(9 * Math.max(10, marks(20_000)));
  });
});

describe('a definition of another form', () => {
  it.each([
    ['words and their endings', { model: { type: 'WordPiece', vocab: { a: 0 } } }],
    ['nothing', {}],
    ['no object', null],
  ])('%s: is left to the package', (_what, definition) => {
    expect(createUnigram(definition)).toBeUndefined();
  });
});
