import fc from 'fast-check';
import { segment } from '../../hooks-server/compression/text/segment.js';
import { sentenceEnds } from '../../hooks-server/compression/text/sentences.js';
import { indexTerms } from '../../hooks-server/compression/text/words.js';

const sentences = (text: string) => {
  let from = 0;
  return sentenceEnds(text, 0, text.length).map((end) => {
    const sentence = text.slice(from, end).trim();
    from = end;
    return sentence;
  });
};

const kinds = (text: string) =>
  segment(text).map(({ kind, start, end }) => [kind, text.slice(start, end).trim()]);

describe('sentences', () => {
  it.each([
    ['stops and marks', 'It rained. Did it stop? Yes!', ['It rained.', 'Did it stop?', 'Yes!']],
    [
      'abbreviations',
      'Dr. Smith met J. R. Tolkien at 5 p.m. in Oxford. They talked.',
      ['Dr. Smith met J. R. Tolkien at 5 p.m. in Oxford.', 'They talked.'],
    ],
    [
      'numbers and URLs',
      'Pi is 3.14 (see https://a.example/b.html?c=1.5). Next.',
      ['Pi is 3.14 (see https://a.example/b.html?c=1.5).', 'Next.'],
    ],
    ['inline code', 'Call `foo. Bar()` first. Then stop.', ['Call `foo. Bar()` first.', 'Then stop.']],
    [
      'German ordinals',
      'Am 15. August kam er an. Es war z. B. warm.',
      ['Am 15. August kam er an.', 'Es war z. B. warm.'],
    ],
    ['Chinese stops without blanks', '他来了。“她走了。”天黑了！', ['他来了。', '“她走了。”', '天黑了！']],
    ['Hindi danda', 'वह आया। वह गया।', ['वह आया।', 'वह गया।']],
    ['footnotes', 'It was large.[3] It fell.', ['It was large.[3]', 'It fell.']],
    ['quotes', '"Go." He went. (She stayed.) Done.', ['"Go."', 'He went.', '(She stayed.)', 'Done.']],
  ])('ends where a reader would end it: %s', (_, text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
});

describe('index terms', () => {
  it.each([
    ['inflected forms', 'layered layers', 'layer layer'],
    ['case and accents', 'Élan ÉLAN', 'elan elan'],
    ['full width letters', 'ＡＢＣ', 'abc'],
  ])('are the same for %s', (_, left, right) => {
    expect(indexTerms(left)).toEqual(indexTerms(right));
  });

  it('are character pairs where words have no blanks between them', () => {
    expect(indexTerms('活佛是什么')).toEqual(['活佛', '佛是', '是什', '什么']);
  });
});

describe('segmentation', () => {
  it('covers every byte once, for any text without JSON', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '',
        '```',
        '# T',
        '| a | b |',
        '|---|---|',
        '2024-01-01 10:00:00 ERROR x',
        '  at y',
        'Document [1](Title: X) Y. Z.',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = lines.join('\n').replace(/[{[]/g, '(');
        const units = segment(text);
        expect(units.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      }),
    );
  });

  it('takes a code fence as one unit, with whatever is in it', () => {
    const fence = '```py\nx = 1.\n\n# Not a title\ny = [1, 2]\n```';
    expect(kinds(`Look. Here.\n\n${fence}\n\nDone.`)).toContainEqual(['code', fence]);
  });

  it('puts the stack trace of an error with its line', () => {
    const error = '2024-01-01 10:00:01 ERROR failed\n  at a.b(c:1)\n  at d.e(f:2)';
    const units = kinds(`2024-01-01 10:00:00 INFO start\n${error}\n2024-01-01 10:00:02 INFO end`);
    expect(units.map(([kind]) => kind)).toEqual(['log', 'error', 'log']);
    expect(units[1]?.[1]).toBe(error);
  });

  it('ties table rows to their header and sentences to their document’s title', () => {
    const text = '| a | b |\n|---|---|\n| 1 | 2 |\n\nDocument [2](Title: Rivers) The Rhine is long.\n';
    const units = segment(text);
    const row = units.find(({ kind }) => kind === 'row');
    const sentence = units.find(({ kind }) => kind === 'sentence');
    expect(units[row?.title ?? -1]?.kind).toBe('header');
    expect(text.slice(units[sentence?.title ?? -1]?.start, units[sentence?.title ?? -1]?.end).trim()).toBe(
      'Document [2](Title: Rivers)',
    );
  });

  it('takes time in proportion to the length, whatever the lines look like', () => {
    const shapes = ['[', '{"a":', '| a |\n|---|', '```', 'a. ', '. . . ', '((((', 'Question: x\n', '\n \n'];
    for (const shape of shapes) {
      const start = performance.now();
      segment(shape.repeat(Math.ceil(100_000 / shape.length)));
      expect(performance.now() - start).toBeLessThan(5_000);
    }
  });
});
