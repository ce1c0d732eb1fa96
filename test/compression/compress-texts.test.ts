import fc from 'fast-check';
import { compressed, counter, gazetteer } from './support/jobs.js';

const question = 'In which year was the bridge of Hazel finished?';
const only = (texts: readonly string[]) => texts[0] ?? '';

/** Pieces of prompts of every kind, so that properties are tried on what really occurs and on nonsense. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom(
    gazetteer(3),
    '```js\nconst a = 1.5;\n\n# no title\n```',
    '| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |',
    '2024-01-01 10:00:00 INFO ok\n2024-01-01 10:00:01 ERROR bad\n  at x.y(z:1)',
    JSON.stringify(
      Array.from({ length: 30 }, (_, id) => ({ id, name: `item ${id}`, tags: ['a', 'b'] })),
      null,
      1,
    ),
    '# Rules\n- You must never share a key.\n- Only admins may enter.',
    '他来了。她走了。天黑了！',
  ),
);
const prompt = fc.array(piece, { maxLength: 8 }).map((pieces) => `${pieces.join('\n\n')}\n\n${question}`);
const rate = fc.constantFrom(0.5, 1 / 3);

describe('compressing texts', () => {
  it('never returns more tokens than it got, and reports what it counted', () => {
    fc.assert(
      fc.property(prompt, rate, (text, keep) => {
        const result = compressed([text], keep);
        expect(result.compressedTokens).toBeLessThanOrEqual(result.originalTokens);
        expect(result.originalTokens).toBe(counter().count(text));
        expect(result.compressedTokens).toBe(counter().count(only(result.texts)));
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same bytes for the same input', () => {
    fc.assert(
      fc.property(prompt, rate, (text, keep) => {
        expect(compressed([text], keep).texts).toEqual(compressed([text], keep).texts);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the question and every code fence byte for byte', () => {
    const fence = '```ts\nif (a.b) { return "x. Y"; }\n\n// never changed   \n```';
    fc.assert(
      fc.property(prompt, rate, (text, keep) => {
        const result = only(
          compressed(
            [`${gazetteer(8)}\n\n${fence}\n\n${text.replaceAll('`', '').replaceAll('~~~', '')}`],
            keep,
          ).texts,
        );
        expect(result).toContain(question);
        expect(result).toContain(fence);
      }),
      { numRuns: 40 },
    );
  });

  it.each([0.5, 1 / 3, 0.25])('keeps %d of the tokens within two points', (keep) => {
    const result = compressed([`${gazetteer(30)}\n\n${question}`], keep);
    expect(result.reason).toBe('compressed');
    expect(Math.abs(result.compressedTokens / result.originalTokens - keep)).toBeLessThanOrEqual(0.02);
  });

  it('keeps the sentence that answers, whole and unchanged', () => {
    const text = `${gazetteer(30)}\n\n${question}`;
    const answer = gazetteer(30).match(/The town of Hazel lies.*?\. .*? (A bridge .*?\.)/)?.[1] ?? 'missing';
    const result = only(compressed([text], 1 / 3).texts);
    expect(text).toContain(answer);
    expect(result).toContain(answer);
  });

  it('keeps only whole sentences of the input, in their order, with a mark at each cut', () => {
    const text = gazetteer(30);
    const result = only(compressed([`${text}\n\n${question}`], 1 / 3).texts);
    let at = 0;
    for (const run of result.replace(question, '').split('[…]')) {
      const found = text.indexOf(run.trim(), at);
      expect(found).toBeGreaterThanOrEqual(at);
      at = found + run.trim().length;
      if (run.trim() !== '') expect(run.trim()).toMatch(/[.]$/);
    }
  });

  it('leaves each number and URL of the result as one that stood in the input', () => {
    const text = gazetteer(30);
    const tokens = /https?:\/\/\S+|\d+/g;
    const before = new Set(`${text}\n${question}`.match(tokens));
    for (const token of only(compressed([`${text}\n\n${question}`], 1 / 3).texts).match(tokens) ?? []) {
      expect(before).toContain(token);
    }
  });

  it('keeps JSON valid whatever is cut out of it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 3 }), { minLength: 20, maxLength: 60 }),
        rate,
        (values, keep) => {
          const value = values.map((item, index) => ({ index, item, note: `entry ${index} about bridges` }));
          const json = JSON.stringify({ list: value, total: values.length }, null, 2);
          const result = only(compressed([`${json}\n\nWhat is entry 7 about?`], keep).texts);
          const block = result.slice(0, result.lastIndexOf('\n\nWhat is entry 7 about?'));
          expect(() => {
            JSON.parse(block);
          }).not.toThrow();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds the asked pair in a large JSON object', () => {
    const pairs = Object.fromEntries(
      Array.from({ length: 120 }, (_, index) => [`key-${index * 7919}`, `value-${index * 104_729}`]),
    );
    const result = compressed(
      [`${JSON.stringify(pairs, null, 1)}\n\nWhat is the value of key-${60 * 7919}?`],
      1 / 3,
    );
    expect(only(result.texts)).toContain(`"key-${60 * 7919}": "value-${60 * 104_729}"`);
    expect(result.compressedTokens / result.originalTokens).toBeLessThan(0.36);
  });

  it('cuts a log by whole lines, and keeps those that the question names', () => {
    const lines = Array.from(
      { length: 120 },
      (_, index) =>
        `2024-05-01 10:${String(index % 60).padStart(2, '0')}:00 INFO request r-${index} served in ${index} ms`,
    );
    const question = 'When was request r-77 served?';
    const result = only(compressed([`${lines.join('\n')}\n\n${question}`], 1 / 3).texts);
    expect(result).toContain(lines[77]);
    expect(result.length).toBeLessThan(lines.join('\n').length / 2);
    for (const line of result.replace(question, '').split('\n')) {
      if (line.trim() !== '' && line.trim() !== '[…]') expect(lines).toContain(line);
    }
  });

  it('keeps lines that bind their reader, even if the question is about something else', () => {
    const rule = '- You must never share the vault code with visitors.';
    const result = compressed([`${gazetteer(12)}\n\n${rule}\n\n${gazetteer(12)}\n\n${question}`], 1 / 3);
    expect(only(result.texts)).toContain(rule);
  });

  it('keeps a document’s title with its sentences', () => {
    const documents = gazetteer(20)
      .split('\n\n')
      .map((text, index) => `Document [${index + 1}](Title: Town ${index}) ${text}`);
    const result = only(compressed([`${documents.join('\n\n')}\n\n${question}`], 1 / 3).texts);
    const paragraph = result.split('\n\n').find((text) => text.includes('Hazel lies'));
    expect(paragraph).toMatch(/^Document \[8\]\(Title: Town 7\)/);
  });

  it('leaves a text alone of which the question matches nothing', () => {
    const text = `${gazetteer(20)}\n\nWann begann die Quantenphysik?`;
    expect(compressed([text], 0.5, { minimumQueryMatch: 0.25 })).toMatchObject({
      reason: 'low_query_match',
      texts: [text],
    });
  });

  it('takes the question from one part and cuts in another, each part keeping its place', () => {
    const result = compressed([gazetteer(30), question], 0.5);
    expect(result.texts).toHaveLength(2);
    expect(result.texts[1]).toBe(question);
    expect((result.texts[0] ?? '').length).toBeLessThan(gazetteer(30).length * 0.6);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\n \n'],
    ['half a surrogate pair', `\ud800${'x. '.repeat(50)}\udfff?`],
    ['no sentence end', `${'word '.repeat(5_000)}\n\n${question}`],
    ['one giant line', `${'a'.repeat(50_000)}\n\n${question}`],
    ['only stops', '. '.repeat(5_000)],
  ])('takes %s without harm', (_, text) => {
    const result = compressed([text], 0.5);
    expect(result.texts).toHaveLength(1);
    expect(result.compressedTokens).toBeLessThanOrEqual(result.originalTokens);
  });

  it('keeps or cuts short JSON in several lines as a whole', () => {
    const records = Array.from({ length: 14 }, (_, id) =>
      JSON.stringify(
        { id, name: `warehouse-${id}`, city: 'Lisbon', crates: id * 7, active: id % 2 === 0 },
        null,
        2,
      ),
    );
    const text = `Records of the depots follow.\n\n${records.join('\n\n')}\n\nWhere is warehouse-7, and is it active?`;
    for (const keep of [0.6, 0.5, 0.4, 1 / 3]) {
      const result = only(compressed([text], keep).texts);
      const whole = records.filter((record) => result.includes(record));
      expect(whole).toContain(records[7]);
      expect(whole.length).toBeLessThan(records.length);
      expect(result.match(/"(?:id|name|city|crates|active)"/g)).toHaveLength(5 * whole.length);
    }
  });

  it('keeps a code fence in a list byte for byte', () => {
    const fence = '    ```bash\n    kubectl drain node-1\n    kubectl uncordon node-1\n    ```';
    const text = `${gazetteer(8)}\n\n1. Run this:\n\n${fence}\n\n${gazetteer(8)}\n\n${question}`;
    expect(only(compressed([text], 1 / 3).texts)).toContain(fence);
  });

  it('does not call a very long text compressed that is no shorter', () => {
    const lines = Array.from({ length: 150 }, (_, at) => `step_${at} = run(${at}, alpha)`);
    const fence = '```';
    const text = `${fence}py\n${lines.join('\n')}\n${fence}\n\nWhat does step_5 run?`;
    const result = compressed([text], 0.2, { prefilterTokens: 1_000 });
    expect(result).toMatchObject({ reason: 'incompressible', exact: false, texts: [text] });
  });

  it('chooses passages first in a very long text, and still finds the answer', () => {
    const hay = gazetteer(700);
    const needle = 'The lighthouse keeper of Zephyr Point was called Ottilie Krantz.';
    const middle = Math.floor(hay.length / 2);
    const at = hay.indexOf('\n\n', middle);
    const text = `${hay.slice(0, at)}\n\n${needle}${hay.slice(at)}\n\nWho was the lighthouse keeper of Zephyr Point?`;
    const result = compressed([text], 1 / 3);
    expect(result).toMatchObject({ reason: 'compressed', exact: false });
    expect(only(result.texts)).toContain(needle);
    const actual = counter().count(only(result.texts)) / counter().count(text);
    expect(Math.abs(actual - 1 / 3)).toBeLessThan(0.04);
  });
});
