import { writeJson, type JsonTree } from './json-tree.js';

/** Names of a table's parts: no value of a text that has one of these strings of its own becomes a table. */
const FIELDS = '"[fields]"';
const ROWS = '"[rows]"';
/** Stands for a member that an object does not have. */
const ABSENT = '"[absent]"';

/** Fewer objects than these, or with more gaps, are better left objects. */
const LEAST_ROWS = 3;
const LEAST_FILLED = 0.75;

type Members = readonly (readonly [key: string, value: JsonTree])[];

/** All objects' keys in an order that each of them keeps; undefined when there is none, or a key stands twice. */
function commonOrder(rows: readonly Members[]): string[] | undefined {
  const order: string[] = [];
  for (const members of rows) {
    let after = 0;
    for (const [key] of members) {
      const at = order.indexOf(key);
      if (at >= 0 && at < after) return undefined;
      if (at < 0) order.splice(after, 0, key);
      after = (at < 0 ? after : at) + 1;
    }
  }
  const place = new Map(order.map((key, at) => [key, at]));
  const keeps = (members: Members) =>
    members.every(
      ([key], at) => at === 0 || (place.get(key) ?? 0) > (place.get(members[at - 1]?.[0] ?? '') ?? 0),
    );
  return rows.every(keeps) ? order : undefined;
}

function asTable(items: readonly JsonTree[]): JsonTree | undefined {
  if (items.length < LEAST_ROWS) return undefined;
  const rows = items.flatMap((item) =>
    item.kind === 'object' && item.members.length > 0 ? [item.members] : [],
  );
  // Tables of tables would not be told from objects on the way back.
  if (rows.length < items.length || rows.some(([first]) => first?.[0] === FIELDS)) return undefined;
  const order = commonOrder(rows);
  if (order === undefined) return undefined;
  const filled = rows.reduce((sum, members) => sum + members.length, 0);
  if (filled < order.length * rows.length * LEAST_FILLED) return undefined;
  const cells = rows.map((members) => {
    const values = new Map(members);
    return order.map((key): JsonTree => values.get(key) ?? { kind: 'scalar', raw: ABSENT });
  });
  return {
    kind: 'object',
    members: [
      [FIELDS, { kind: 'array', items: order.map((raw) => ({ kind: 'scalar', raw })) }],
      [ROWS, { kind: 'array', items: cells.map((row) => ({ kind: 'array', items: row })) }],
    ],
  };
}

function tabulated(tree: JsonTree): JsonTree {
  if (tree.kind === 'scalar') return tree;
  if (tree.kind === 'object')
    return { kind: 'object', members: tree.members.map(([key, value]) => [key, tabulated(value)]) };
  const items = tree.items.map(tabulated);
  const plain: JsonTree = { kind: 'array', items };
  const table = asTable(items);
  return table && writeJson(table).length < writeJson(plain).length ? table : plain;
}

/**
 * Arrays of objects as tables that name their fields once: `{"[fields]":["id"],"[rows]":[[1],[2]]}`. `fromTables` gives
 * back the same value.
 */
export function toTables(tree: JsonTree): JsonTree {
  const written = writeJson(tree);
  if ([FIELDS, ROWS, ABSENT].some((name) => written.includes(name))) return tree;
  return tabulated(tree);
}

const isArray = (tree: JsonTree | undefined): tree is Extract<JsonTree, { kind: 'array' }> =>
  tree?.kind === 'array';

/** The value that `toTables` was given. */
export function fromTables(tree: JsonTree): JsonTree {
  if (tree.kind === 'scalar') return tree;
  if (tree.kind === 'array') return { kind: 'array', items: tree.items.map(fromTables) };
  const [fields, rows] = tree.members;
  if (fields?.[0] !== FIELDS || rows?.[0] !== ROWS || !isArray(fields[1]) || !isArray(rows[1]))
    return { kind: 'object', members: tree.members.map(([key, value]) => [key, fromTables(value)]) };
  const names = fields[1].items.map(writeJson);
  return {
    kind: 'array',
    items: rows[1].items.map((row) => ({
      kind: 'object',
      members: names.flatMap((name, at): [string, JsonTree][] => {
        const cell = isArray(row) ? row.items[at] : undefined;
        const isAbsent = cell === undefined || (cell.kind === 'scalar' && cell.raw === ABSENT);
        return isAbsent ? [] : [[name, fromTables(cell)]];
      }),
    })),
  };
}
