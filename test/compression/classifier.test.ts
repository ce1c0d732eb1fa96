import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCompressor, type Compressor } from '../../hooks-server/compression/compressor.js';
import { isForcedWord, wordsOf } from '../../hooks-server/compression/classifier/words.js';
import { compressionSettings } from '../../hooks-server/compression/settings.js';
import { writeTinyModel } from '../support/tiny-onnx.js';
import { gazetteer } from './support/jobs.js';

const QUESTION = 'In which year was the bridge of Hazel finished, and near the gate?';

describe('the strategy llmlingua-2', () => {
  let compressor: Compressor;
  let folder: string;
  const sent = async (content: string, more: Record<string, unknown>) => {
    const settings = compressionSettings.parse({ deadlineMs: 20_000, ...more });
    const messages = [{ role: 'user', content }];
    const result = await compressor.compress({ model: 'gpt-4o', messages, settings });
    return { ...result, text: result.changes[0]?.text ?? content };
  };
  const count = (text: string, word: RegExp) => text.match(word)?.length ?? 0;
  const strategy = { strategy: 'llmlingua-2' };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'classifier-'));
    // A model that would drop these words, and the digits, negations and names it must not be allowed to drop.
    const worthless = ['the', 'near', 'old', 'km', '1700', 'not', 'hazel', 'zebra'];
    await writeTinyModel(folder, ['town', 'bridge', ...worthless], (word) =>
      worthless.includes(word) ? [4, -4] : [-4, 4],
    );
    compressor = createCompressor({ classifier: { modelDir: folder, keepWords: 0.85, maxTokens: 64 } });
    await compressor.warm();
  }, 60_000);
  afterAll(async () => {
    await compressor.close();
    await rm(folder, { recursive: true });
  });

  it('is off by default', async () => {
    const content = `${gazetteer(20)}\n\n${QUESTION}`;
    const { text } = await sent(content, {});
    for (const sentence of text.match(/^(?:The town|A bridge)[^\n]*?\.(?= |$)/gm) ?? [])
      expect(content).toContain(sentence);
  });

  it('drops the words that the model finds worthless, at the same rate', async () => {
    const content = `${gazetteer(20)}\n\n${QUESTION}`;
    const { text, reason, savingsPercent } = await sent(content, strategy);
    expect(reason).toBe('compressed');
    expect(count(text, /\bthe old gate/g)).toBeLessThan(count(text, /\bgate/g));
    expect(savingsPercent).toBeGreaterThan(45);
    expect(text.endsWith(QUESTION)).toBe(true);
  });

  it('never drops digits, negations, names or quotes, nor touches code', async () => {
    const fence = '```\nthe old near the\n```';
    const fact = 'The bridge of Hazel was not near the old gate "near the old zebra" in 1700.';
    const content = `${gazetteer(20)}\n\n${fact}\n\n${fence}\n\n${QUESTION}`;
    const { text } = await sent(content, { ...strategy, profiles: { default: { keep: 0.8 } } });
    expect(text).toContain(fence);
    expect(text).toContain('"near the old zebra"');
    expect(text).toMatch(/The bridge of Hazel was not .*1700\./);
  });

  it('gives the same bytes every time', async () => {
    const content = `${gazetteer(30)}\n\n${QUESTION}`;
    expect((await sent(content, strategy)).text).toBe((await sent(content, strategy)).text);
  });
});

describe('forced words', () => {
  it.each(['1,000', 'not', "don't", 'Hazel', 'iPhone', 'https://a.example', '[…]', 'kein', '不是'])(
    '%s stays',
    (word) => {
      expect(isForcedWord(word)).toBe(true);
    },
  );

  it('are all those within quotes', () => {
    const text = 'it was “very old” then';
    const forced = wordsOf(text, 0, text.length).filter((word) => word.forced);
    expect(forced.map(({ start, end }) => text.slice(start, end).trim())).toEqual(['“very', 'old”']);
  });
});
