import { compressLosslessly } from '../../hooks-server/compression/lossless.js';
import { compressed, gazetteer } from './support/jobs.js';

describe('the lossless steps', () => {
  it.each([
    ['code', 'class A:\n    def f(self):\n        return 1\n\n    def g(self):\n        return 2'],
    ['nested Markdown', '- item one\n\n    of item one\n\n- item two\n\n      code'],
    ['quoted blanks', 'b = "one    two"\n\nc = \'one    two\''],
    ['blanks in JSON strings', '{"a":"one    two"}'],
    ['blanks in indented lines', 'a table\n    one    two\n    three  four'],
    ['lines that end in CR LF', 'one\r\n\r\ntwo\r\nthree'],
    ['an indented fence', '1. Run\n\n       ```\n       a    b   \n       ```'],
  ])('leave alone: %s', (_, text) => {
    expect(compressLosslessly(text)).toBe(text);
  });

  it('take out blanks at line ends, blank lines, repeated paragraphs and the layout of JSON', () => {
    const long = gazetteer(1);
    const text = `one   \t\ntwo     three\n \n\n\n${long}\n\n${long}\n\n{\n  "a": 1\n}\n\nend`;
    expect(compressLosslessly(text)).toBe(`one\ntwo  three\n\n${long}\n\n[as above]\n\n{"a":1}\n\nend`);
  });

  const wish =
    'Which grandmaster won the chess olympiad held at Budapest, and who trained him for it beforehand?';

  it.each([
    ['with a label', `Question: ${wish}`],
    ['without one', wish],
    ['which is no question', wish.replace('?', ' please')],
  ])('never put a mark for what a prompt ends with: %s', (_, last) => {
    const { texts } = compressed([`${last}\n\n${gazetteer(9)}\n\n${last}`], 0.5, { minimumQueryMatch: 1 });
    expect(texts[0]?.endsWith(last)).toBe(true);
  });
});
