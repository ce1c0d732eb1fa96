import { wholeWords } from '../../../hooks-server/verification/language/named-patterns.js';

describe('a pattern of whole words', () => {
  const pattern = wholeWords('ram|instal(?:l|as|o)|config\\p{L}*|(?:neu|wieder) start\\p{L}*', '安装');

  it.each(['how much ram', 'install it', 'configuration of it', 'wieder starten', '如何安装'])(
    'finds %s',
    (text) => expect(pattern.test(text)).toBe(true),
  );

  it.each(['a program', 'rams', 'installer', 'reconfigured', 'ramé', 'starten'])('is not in %s', (text) =>
    expect(pattern.test(text)).toBe(false),
  );
});
