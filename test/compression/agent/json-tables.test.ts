import fc from 'fast-check';
import { fromTables, toTables } from '../../../hooks-server/compression/agent/json-tables.js';
import { readJson, writeJson } from '../../../hooks-server/compression/agent/json-tree.js';

const table = (text: string): string => {
  const tree = readJson(text);
  if (!tree) throw new Error(`Expected JSON, got ${text.slice(0, 80)}`);
  return writeJson(toTables(tree));
};
const back = (text: string): string => {
  const tree = readJson(text);
  if (!tree) throw new Error('Expected JSON.');
  return writeJson(fromTables(tree));
};
const minified = (text: string): string => {
  const tree = readJson(text);
  if (!tree) throw new Error('Expected JSON.');
  return writeJson(tree);
};

const key = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('id', 'name', 'state', '[fields', '__proto__'),
);

/** Objects that share most of their keys, in one order, as APIs give them. */
const records = fc.uniqueArray(key, { minLength: 1, maxLength: 6 }).chain((keys) =>
  fc.array(
    fc
      .tuple(...keys.map(() => fc.tuple(fc.jsonValue({ maxDepth: 2 }), fc.integer({ min: 0, max: 9 }))))
      .map((cells) =>
        Object.fromEntries(
          cells.flatMap(([value, chance], at) => (chance === 0 ? [] : [[keys[at] ?? '', value]])),
        ),
      ),
    { maxLength: 8 },
  ),
);
const values = fc.oneof(
  records,
  fc.jsonValue(),
  fc.record({ total: fc.integer(), items: records, more: fc.array(records) }),
);

describe('JSON as tables', () => {
  it('gives back the same value, whatever it was', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0, 1, 2, '\t'), (value, indent) => {
        const text = JSON.stringify([value], null, indent);
        const compact = table(text);
        expect(back(compact)).toBe(minified(text));
        expect(JSON.parse(back(compact))).toEqual(JSON.parse(text));
        expect(compact.length).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });

  it('names each field once', () => {
    const rows = Array.from({ length: 20 }, (_, id) => ({ id, name: `n${id}`, state: 'open' }));
    const compact = table(JSON.stringify({ total: 20, rows }, null, 2));
    expect(compact.match(/"state"/gu)).toHaveLength(1);
    expect(compact).toContain('"[rows]":[[0,"n0","open"],[1,"n1","open"]');
  });

  it.each([
    '[1e400,12345678901234567890,0.10,-0,1.0E+2]',
    String.raw`["\u00e9","\/","\ud83d","é"]`,
    '[{"a":1,"a":2},{"a":3,"a":4},{"a":5,"a":6}]',
    '[{"a":1,"b":2},{"b":1,"a":2},{"a":3,"b":4}]',
    '[{"[fields]":1,"b":2},{"[fields]":1,"b":2},{"[fields]":1,"b":2}]',
    '[{"a":"[absent]","b":1},{"b":1},{"a":1,"b":2},{"a":1,"b":2}]',
    '[{},{},{}]',
    '[[],[[]],{}]',
  ])('numbers, escapes, doubled and odd keys come back as they were: %s', (text) => {
    expect(back(table(text))).toBe(text);
  });

  it('leaves what is no JSON, or nested beyond reason, to others', () => {
    expect(readJson('{"a":1} trailing')).toBeUndefined();
    expect(readJson('"text"')).toBeUndefined();
    expect(readJson(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)).toBeUndefined();
  });
});
