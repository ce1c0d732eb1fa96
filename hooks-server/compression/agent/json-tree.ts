/** A JSON value with its scalars as they are written, so that numbers and escapes come out as they went in. */
export type JsonTree =
  | { readonly kind: 'scalar'; readonly raw: string }
  | { readonly kind: 'array'; readonly items: readonly JsonTree[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [key: string, value: JsonTree])[] };

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+)/uy;

/** Deeper values are not taken apart. */
const DEEPEST = 60;

/** Reads tokens of a text that is known to be JSON. */
function createReader(text: string) {
  let at = 0;
  const next = (): string => {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw new SyntaxError('Expected JSON.');
    at = TOKEN.lastIndex;
    return token;
  };
  const object = (depth: number): JsonTree => {
    const members: [string, JsonTree][] = [];
    for (let key = next(); key !== '}'; key = next()) {
      if (key === ',') continue;
      next();
      members.push([key, value(next(), depth + 1)]);
    }
    return { kind: 'object', members };
  };
  const array = (depth: number): JsonTree => {
    const items: JsonTree[] = [];
    for (let token = next(); token !== ']'; token = next()) {
      if (token !== ',') items.push(value(token, depth + 1));
    }
    return { kind: 'array', items };
  };
  const value = (token: string, depth: number): JsonTree => {
    if (depth > DEEPEST) throw new RangeError('Expected less nesting.');
    if (token === '{') return object(depth);
    return token === '[' ? array(depth) : { kind: 'scalar', raw: token };
  };
  return { read: () => value(next(), 0) };
}

/** The tree of a text that is one JSON array or object; undefined for all other texts. */
export function readJson(text: string): JsonTree | undefined {
  if (!/^\s*[[{]/u.test(text)) return undefined;
  try {
    JSON.parse(text);
    return createReader(text).read();
  } catch {
    return undefined;
  }
}

/** The tree without blanks: scalars and keys byte for byte. */
export function writeJson(tree: JsonTree): string {
  switch (tree.kind) {
    case 'scalar':
      return tree.raw;
    case 'array':
      return `[${tree.items.map(writeJson).join(',')}]`;
    case 'object':
      return `{${tree.members.map(([key, value]) => `${key}:${writeJson(value)}`).join(',')}}`;
  }
}
