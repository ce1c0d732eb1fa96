import eslint from '@eslint/js';
import globals from 'globals';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

/** A module's constant whose value is a number, text, pattern or filled set, and whose name has a small letter. */
function constantInCapitals(place) {
  const kinds = [
    '[init.type=Literal]',
    '[init.type=TemplateLiteral]',
    '[init.callee.name=RegExp]',
    '[init.callee.name=Set][init.arguments.length>0]',
  ];
  const declared = `${place} VariableDeclaration[kind=const] > VariableDeclarator[id.name=/[a-z]/]`;
  return {
    selector: kinds.map((kind) => declared + kind).join(', '),
    message: 'A constant is written in capitals: MAX_BYTES.',
  };
}

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.venv/', '.venvs/', '.data/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.js'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['console/**/*.js'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // One case for constants: numbers, texts, patterns and sets in capitals; tables, schemas and functions in camel case.
    files: ['hooks-server/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...['Program >', 'Program > ExportNamedDeclaration >'].map(constantInCapitals),
      ],
    },
  },
  {
    files: ['hooks-server/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // One list of every metric: long, and with nothing to follow.
    files: ['hooks-server/telemetry/metrics.ts'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['scripts/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
      'jest/no-conditional-expect': 'off',
      'jest/no-standalone-expect': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
