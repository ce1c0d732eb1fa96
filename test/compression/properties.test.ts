import fc from 'fast-check';
import { createCompressor, type Compressor } from '../../hooks-server/compression/compressor.js';
import type { CompressionResult } from '../../hooks-server/compression/result.js';
import { compressionSettings } from '../../hooks-server/compression/settings.js';
import { compressed, counter, gazetteer } from './support/jobs.js';

const QUESTION = 'In which year was the bridge of Hazel finished?';

/** Lines of every shape the segmentation knows, and any UTF-16 at all, lone surrogates included. */
const line = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 40 }),
  fc.constantFrom(
    '',
    '```',
    '# Hazel',
    '| bridge | year |',
    '|---|---|',
    '| Hazel | 1749 |',
    '2024-01-01 10:00:00 ERROR no bridge',
    'Document [1](Title: Hazel) The bridge of Hazel. See https://example.org/a?b=1.5.',
    '{"bridge": "Hazel", "year": 1749}',
    '[1, 2, {"a": [',
    '活佛是什么。你好！',
    'Never cross the bridge.',
    'a'.repeat(3_000),
  ),
);
const document = fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n'));

/** Numbers with what belongs to them, and URLs, as they stand in a text. */
const values = (text: string) => text.match(/https?:\/\/\S+|\d[\d.,]*\d|\d/g) ?? [];

describe('for any text', () => {
  it('the result is never longer than the input, and the same every time', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(0.5, 1 / 3), (text, keep) => {
        const texts = [`${text}\n\n${QUESTION}`];
        const first = compressed(texts, keep);
        const total = (items: readonly string[]) =>
          items.reduce((sum, item) => sum + counter().count(item), 0);
        expect(total(first.texts)).toBeLessThanOrEqual(total(texts));
        expect(first.compressedTokens).toBe(total(first.texts));
        expect(compressed(texts, keep)).toEqual(first);
        expect(first.texts[0]?.trimEnd().endsWith(QUESTION)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('code fences come through byte for byte', () => {
    const code = fc
      .array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 6 })
      .map((lines) => `\`\`\`\n${lines.join('\n').replaceAll(/[`~]/g, '')}\n\`\`\``);
    fc.assert(
      fc.property(code, (fence) => {
        const result = compressed([`${gazetteer(12)}\n\n${fence}\n\n${gazetteer(12)}\n\n${QUESTION}`]);
        expect(result.reason).toBe('compressed');
        expect(result.texts[0]).toContain(fence);
      }),
      { numRuns: 20 },
    );
  });

  it('JSON stays valid, and nothing stands in it that was not there, except the marks', () => {
    const record = fc.record({
      town: fc.string({ maxLength: 12 }),
      bridge: fc.constantFrom('bridge', 'ford', 'ferry'),
      year: fc.integer(),
      open: fc.oneof(fc.boolean(), fc.constant(null)),
    });
    fc.assert(
      fc.property(fc.array(record, { minLength: 30, maxLength: 60 }), fc.boolean(), (items, indented) => {
        const json = JSON.stringify(items, undefined, indented ? 2 : undefined);
        const text = compressed([`${json}\n\nWhich town has a bridge and a ferry?`]).texts[0] ?? '';
        const kept = JSON.parse(text.slice(0, text.lastIndexOf(']') + 1)) as unknown[];
        expect(kept.length).toBeGreaterThan(0);
      }),
      { numRuns: 20 },
    );
  });

  it('numbers and URLs of what is kept are those of the input', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 40 }), fc.constantFrom(0.5, 1 / 3), (paragraphs, keep) => {
        const text = `${gazetteer(paragraphs)}\n\n${QUESTION}`;
        const known = new Set(values(text));
        const result = compressed([text], keep).texts[0] ?? '';
        expect(values(result).filter((value) => !known.has(value))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('inputs at the limits, through the whole compressor', () => {
  let compressor: Compressor;
  beforeAll(async () => {
    compressor = createCompressor();
    await compressor.warm();
  }, 60_000);
  afterAll(() => compressor.close());

  /** Generous: the machine that runs the tests may be busy. What is ruled out is waiting for the work itself. */
  const LONGEST_MS = 3_000;

  const compress = async (
    content: string,
    more: Record<string, unknown> = {},
  ): Promise<CompressionResult> => {
    const settings = compressionSettings.parse(more);
    return compressor.compress({ model: 'gpt-4o', messages: [{ role: 'user', content }], settings });
  };

  const FIVE_MB = 5_000_000;
  const repeated = (text: string) => text.repeat(Math.ceil(FIVE_MB / text.length)).slice(0, FIVE_MB);

  it.each([
    ['prose', repeated(`${gazetteer(12)}\n\n`)],
    ['one giant line', repeated('word and word ')],
    ['no blank at all', repeated('abcdefghij')],
    ['lone surrogates', repeated('\ud800x\udc00 ')],
  ])('5 MB go on unchanged within the deadline: %s', async (_, text) => {
    const content = `${text}\n\n${QUESTION}`;
    const refused = await compress(content);
    expect(refused).toMatchObject({ reason: 'above_maximum', changes: [] });
    expect(refused.latencyMs).toBeLessThan(LONGEST_MS);
    const tried = await compress(content, { maximumCharacters: 10_000_000 });
    expect(tried).toMatchObject({ reason: 'deadline', changes: [] });
    expect(tried.latencyMs).toBeLessThan(LONGEST_MS);
  });

  it.each(['', ' ', '\n\n', '\ud800', '\udc00\ud800', '?', '\u0000'])(
    'the tiny text %j goes on',
    async (text) => {
      expect((await compress(text, { minimumTokens: 0 })).changes).toEqual([]);
    },
  );

  it('never throws, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(document, async (text) => {
        const result = await compress(`${text}\n\n${QUESTION}`, { minimumTokens: 0, deadlineMs: 20_000 });
        expect(result.reason).not.toBe('error');
        expect(result.compressedTokens).toBeLessThanOrEqual(result.originalTokens);
      }),
      { numRuns: 40 },
    );
  });
});
