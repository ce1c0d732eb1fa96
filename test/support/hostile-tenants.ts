import fc from 'fast-check';

/** Ids that try to imitate separators, patterns, hash tags, each other, and what a program makes of strings. */
const NASTY = [
  ...[
    ':',
    '|',
    '*',
    '?',
    '{',
    '}',
    '{}',
    '[a]',
    '\\',
    '/',
    '..',
    '%00',
    '\u0000',
    '\n',
    ' ',
    '.',
    ',',
    '"',
    "'",
  ],
  ...[
    'a',
    'a:',
    'a:b',
    'ab',
    'a*',
    'A',
    '{a}',
    'a}',
    '{a}:b',
    'a|b',
    'a b',
    'a\u0000',
    'а',
    'á',
    'a\u0301',
    'ａ',
  ],
  ...[
    'litellm:cache',
    'litellm:cache:{a}:',
    'none',
    'undefined',
    'null',
    '__proto__',
    'constructor',
    '0',
    '-1',
  ],
  ...['\u{1f600}', '\ud800', '\u202ea', 'テナント', 'a'.repeat(5_000)],
];

const id = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ minLength: 1, unit: 'binary' }),
  // Prefixes and extensions of each other.
  fc.tuple(fc.constantFrom(...NASTY), fc.constantFrom(...NASTY)).map(([a, b]) => a + b),
);

/** Two to six tenants with different ids. */
export const hostileTenants = fc.uniqueArray(id, { minLength: 2, maxLength: 6 });
