/** A JSON value's place in a text and what it is made of. */
interface Node {
  readonly start: number;
  readonly end: number;
  readonly kind: 'array' | 'object' | 'scalar';
  /** Elements or members, each with the blanks before it and without its comma. */
  readonly children: readonly Child[];
}

interface Child {
  readonly start: number;
  readonly end: number;
  readonly value: Node;
}

/** Values longer than this many characters are taken apart; shorter ones (a record, a pair) are kept or cut whole. */
const LARGEST_WHOLE_VALUE = 800;

/** An object with fewer members than this is a record: half of one is not what it says. */
const LARGEST_RECORD = 24;

/** Elements shorter than this are taken together with their neighbours: a cut mark costs about as much as they do. */
const SMALLEST_ELEMENT = 60;

const BLANKS = /[ \t\r\n]*/y;
const SCALAR = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Deeper nesting is not taken apart, so that the recursion stays shallow. */
const DEEPEST = 64;

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function parseContainer(text: string, start: number, depth: number): Node | undefined {
  const object = text[start] === '{';
  const close = object ? '}' : ']';
  const children: Child[] = [];
  let at = start + 1;
  if (text[skip(BLANKS, text, at)] === close) {
    return { start, end: skip(BLANKS, text, at) + 1, kind: object ? 'object' : 'array', children };
  }
  for (;;) {
    const childStart = at;
    at = skip(BLANKS, text, at);
    if (object) {
      if (text[at] !== '"' || (at = skip(SCALAR, text, at)) < 0) return undefined;
      at = skip(BLANKS, text, at);
      if (text[at] !== ':') return undefined;
      at = skip(BLANKS, text, at + 1);
    }
    const value = parseValue(text, at, depth + 1);
    if (value === undefined) return undefined;
    children.push({ start: childStart, end: value.end, value });
    at = skip(BLANKS, text, value.end);
    const separator = text[at];
    if (separator === close) return { start, end: at + 1, kind: object ? 'object' : 'array', children };
    if (separator !== ',') return undefined;
    at += 1;
  }
}

function parseValue(text: string, start: number, depth: number): Node | undefined {
  const first = text[start];
  if (first === '{' || first === '[') return depth > DEEPEST ? undefined : parseContainer(text, start, depth);
  const end = skip(SCALAR, text, start);
  return end < 0 ? undefined : { start, end, kind: 'scalar', children: [] };
}

/** A stretch of JSON: `element` may be cut, `structure` (brackets, keys of values taken apart) has to stay. */
export interface JsonStretch {
  readonly start: number;
  readonly end: number;
  readonly kind: 'element' | 'structure';
  /** The container the stretch is a child of, numbered from 0 in the block; -1 for the outermost bracket. */
  readonly container: number;
  readonly containerKind: 'array' | 'object';
}

/** Whether an element begins a line of its own: nothing is cut inside of a line. */
const opensLine = (text: string, { start, value }: Child): boolean =>
  text.slice(start, value.start).includes('\n');

function flatten(text: string, node: Node, id: number, nextId: () => number, into: JsonStretch[]): void {
  const containerKind = node.kind === 'object' ? 'object' : 'array';
  let index = 0;
  while (index < node.children.length) {
    const child = node.children[index];
    if (child === undefined) break;
    if (
      child.value.kind !== 'scalar' &&
      child.value.children.length > (child.value.kind === 'object' ? LARGEST_RECORD : 1) &&
      child.end - child.start > LARGEST_WHOLE_VALUE
    ) {
      const inner = nextId();
      into.push({
        start: child.start,
        end: child.value.start + 1,
        kind: 'structure',
        container: id,
        containerKind,
      });
      flatten(text, child.value, inner, nextId, into);
      const last = child.value.children.at(-1)?.end ?? child.value.start + 1;
      into.push({ start: last, end: child.end, kind: 'structure', container: -1, containerKind });
      index += 1;
      continue;
    }
    let end = child.end;
    index += 1;
    for (
      let next = node.children[index];
      next && (end - child.start < SMALLEST_ELEMENT || !opensLine(text, next));
      next = node.children[index]
    ) {
      if (next.end - child.start > LARGEST_WHOLE_VALUE / 4 && opensLine(text, next)) break;
      end = next.end;
      index += 1;
    }
    into.push({ start: child.start, end, kind: 'element', container: id, containerKind });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Takes the JSON array or object at `start` apart into stretches. Commas between two stretches of one container are
 * in neither of them. Undefined when there is no valid JSON there. One pass over the block.
 */
export function jsonStretches(
  text: string,
  start: number,
): { end: number; stretches: JsonStretch[] } | undefined {
  const node = parseValue(text, start, 0);
  if (node === undefined || node.kind === 'scalar' || !isJson(text.slice(node.start, node.end)))
    return undefined;
  let id = 0;
  const nextId = () => (id += 1);
  const kind = node.kind;
  const inner: JsonStretch[] = [];
  flatten(text, node, 0, nextId, inner);
  const last = node.children.at(-1)?.end ?? node.start + 1;
  return {
    end: node.end,
    stretches: [
      { start, end: start + 1, kind: 'structure', container: -1, containerKind: kind },
      ...inner,
      { start: last, end: node.end, kind: 'structure', container: -1, containerKind: kind },
    ],
  };
}
