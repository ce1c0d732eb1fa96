import { foldCharacters, foldPhrases } from '../../hooks-server/verification/text/fold.js';
import { analyse } from '../../hooks-server/verification/text/analyse.js';
import { lemma, sharesStem } from '../../hooks-server/verification/text/lemma.js';
import { readQuantities } from '../../hooks-server/verification/text/quantities.js';

describe('lemmas', () => {
  it.each([
    ['making', 'makes'],
    ['ran', 'running'],
    ['cities', 'city'],
    ['boxes', 'box'],
    ['children', 'child'],
    ['favourite', 'favorite'],
    ['organise', 'organizing'],
    ['tried', 'try'],
  ])('join %s and %s', (a, b) => expect(lemma(a)).toBe(lemma(b)));

  it.each([
    ['news', 'new'],
    ['bed', 'b'],
    ['king', 'k'],
    ['physics', 'physic'],
  ])('keep %s and %s apart', (a, b) => expect(lemma(a)).not.toBe(lemma(b)));

  it('see a common stem only behind five letters', () => {
    expect(sharesStem('importanc', 'important')).toBe(true);
    expect(sharesStem('plan', 'planet')).toBe(false);
  });
});

describe('quantities', () => {
  const read = (text: string) => [...readQuantities(text.split(' ')).at.values()];

  it.each([
    ['1,000', '1000'],
    ['15k', '15000'],
    ['2 million', '2000000'],
    ['v2.10.0', '2.10.0'],
    ['twelve', '12'],
    ['XIV', '14'],
    ['5th', '5'],
  ])('%s is %s', (text, value) => expect(read(text)[0]).toMatchObject({ value }));

  it('read the unit on either side', () => {
    expect(read('$5')).toEqual([{ value: '5', unit: '$' }]);
    expect(read('5 dollars')).toEqual([{ value: '5', unit: '$' }]);
    expect(read('90 mins')).toEqual([{ value: '90', unit: 'min' }]);
  });
});

describe('reading a text', () => {
  it('writes contractions out and drops what asks nothing', () => {
    expect(foldPhrases("Could you please tell me what's new?")).toMatch(/what is new\?$/);
    expect(foldPhrases("I can't see it")).toBe('I can not see it');
    expect(foldCharacters('“Zürich”  – it’s')).toBe('"Zürich" - it\'s');
  });

  it('knows names by lexicon or by capitals that their place does not explain', () => {
    const names = (text: string) =>
      analyse(text)
        .words.filter(({ entity }) => entity)
        .map(({ text: name }) => name);
    expect(names('Where does the Rhine rise?')).toEqual(['Rhine']);
    expect(names('is python older than java')).toEqual(['python', 'java']);
    expect(names('How big is South Korea today?')).toEqual(['South Korea']);
    expect(names('WHERE DOES THE RIVER RISE?')).toEqual([]);
  });

  it('gives all forms of a country one lemma', () => {
    const place = (text: string) => analyse(text).words.find(({ entity }) => entity)?.lemma;
    expect(new Set(['in the U.S. today', 'in the United States', 'an American car'].map(place)).size).toBe(1);
  });

  it('takes a script without blanks sign by sign', () => {
    expect(analyse('东京的人口').words.map(({ text }) => text)).toEqual(['东', '京', '的', '人', '口']);
  });
});
