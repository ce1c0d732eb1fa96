import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { identifierRules } from '../../hooks-server/detection/pii/ids/identifiers.js';
import type { IdentifierRule } from '../../hooks-server/detection/pii/ids/rule.js';
import { findPersonalData } from '../../hooks-server/detection/pii/pii.js';
import { detectionTypes } from '../../scripts/lab/detection-types.js';

const kindsIn = (text: string) => findPersonalData(text).map(({ kind }) => kind);
const compact = (value: string) => value.replace(/[^A-Za-z0-9<&Ññ]/g, '').toUpperCase();

/** A small generator with a fixed seed: the same numbers on every run, and none of them committed. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

/** Values of a rule's shape, the valid and the others apart: the digits of one are changed at random. */
function samples(rule: IdentifierRule, wanted: number) {
  const random = createRandom(7 + rule.kind.length);
  const shape = new RegExp(`^(?:${rule.source})$`, rule.shape.flags.replace('g', ''));
  const plain = rule.source.replace(/\(\?!(?:[^()]|\([^()]*\))*\)/g, '');
  const seeds = fc.sample(fc.stringMatching(new RegExp(`^(?:${plain})$`)), { numRuns: 200, seed: 7 });
  const valid: string[] = [];
  const invalid: string[] = [];
  for (let round = 0; round < 40_000 && valid.length < wanted; round++) {
    const seed = seeds[random(seeds.length)] ?? '';
    const value = seed.replace(/\d/g, (digit) => (random(3) > 0 ? digit : String(random(10))));
    if (!shape.test(value) || !/\d/.test(value)) continue;
    if (rule.isValid(compact(value))) valid.push(value);
    else if (invalid.length < wanted) invalid.push(value);
  }
  return { valid, invalid };
}

const keywordOf = ({ words }: IdentifierRule) => (words.split('|')[0] ?? '').replace('*', '');
const checked = identifierRules.filter(({ check }) => check !== 'none');
const bareKinds = new Set(
  identifierRules.filter(({ bareScore }) => bareScore !== undefined).map(({ kind }) => kind),
);
const perRule = 12;

describe('an identifier', () => {
  it.each(checked.map((rule) => [`${rule.kind} (${rule.check})`, rule] as const))(
    '%s is found beside its keyword, and its twin with another check is not',
    (_, rule) => {
      const { valid, invalid } = samples(rule, perRule);
      expect(valid.length).toBeGreaterThan(0);
      const missed = valid.filter(
        (value) => !kindsIn(`${keywordOf(rule)}: ${value}, thanks`).includes(rule.kind),
      );
      const same = identifierRules.filter(({ kind }) => kind === rule.kind);
      const wrong = invalid
        .filter((value) => !same.some((other) => other.isValid(compact(value))))
        .filter((value) =>
          findPersonalData(`${keywordOf(rule)}: ${value}, thanks`).some(
            ({ kind, end, start }) => kind === rule.kind && end - start === value.length,
          ),
        );
      expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
    },
  );

  it.each(checked.filter(({ kind }) => !bareKinds.has(kind)).map((rule) => [rule.kind, rule] as const))(
    '%s is nothing in a sentence without a keyword',
    (_, rule) => {
      const { valid } = samples(rule, perRule);
      const found = valid.filter((value) => kindsIn(`Shelf ${value} is empty.`).includes(rule.kind));
      expect(found).toEqual([]);
    },
  );

  it.each(['tax_id', 'taxId', 'TAX-ID', 'Tax  id', 'tax id number', 'Tax-ID No.'])(
    'has its keyword in any spelling: %s',
    (name) => {
      expect(kindsIn(`"${name}": "12345678903"`).length).toBeGreaterThan(0);
    },
  );

  it.each([
    'passport renewal, ticket 123456789',
    'passport-jwt@4.0.1 and passport_local 123456789',
    'Our nationality quiz, order 123456789',
    ">>> validate('51 824 753 556')  # ABN",
    'the id card reader, part 123456789, is broken',
  ])('is not in "%s"', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });
});

it('every type stands in the documentation with its country, check and guard', async () => {
  const file = new URL('../../../docs/Detection-Types.md', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(await detectionTypes());
});
