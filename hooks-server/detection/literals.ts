/** Literals are looked for in these units; one with any other is looked for by itself. */
const UNITS = 128;

/**
 * Which of many literals occur in a text, in one pass (Aho and Corasick, "Efficient string matching", 1975): a hundred
 * searches one after the other take longer than all that comes of them.
 */
export function createLiteralFinder(literals: Iterable<string>): (text: string) => ReadonlySet<string> {
  const all = [...new Set(literals)];
  const plain = all.filter((literal) => [...literal].every((unit) => unit.charCodeAt(0) < UNITS));
  const others = all.filter((literal) => !plain.includes(literal));
  const { next, ends } = automatonOf(plain);
  return (text) => {
    const found = new Set(others.filter((literal) => text.includes(literal)));
    for (const literal of ends[0] ?? []) found.add(literal);
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      state = unit < UNITS ? next[state * UNITS + unit]! : 0;
      const ended = ends[state];
      if (ended === undefined || state === 0) continue;
      for (const literal of ended) found.add(literal);
      if (found.size === all.length) break;
    }
    return found;
  };
}

interface Automaton {
  /** The state after a unit, for each state and unit. */
  readonly next: Int32Array;
  /** The literals that end in a state. */
  readonly ends: readonly (readonly string[] | undefined)[];
}

function automatonOf(literals: readonly string[]): Automaton {
  const states = 1 + literals.reduce((sum, { length }) => sum + length, 0);
  const next = new Int32Array(states * UNITS);
  const ends: (string[] | undefined)[] = [];
  let last = 0;
  for (const literal of literals) {
    let state = 0;
    for (let at = 0; at < literal.length; at += 1) {
      const place = state * UNITS + literal.charCodeAt(at);
      if (next[place] === 0) next[place] = ++last;
      state = next[place]!;
    }
    ends[state] = [...(ends[state] ?? []), literal];
  }
  addFailures(next, ends);
  return { next, ends };
}

/** Breadth first: where a state knows no way on, it goes on as the longest shorter beginning would. */
function addFailures(next: Int32Array, ends: (string[] | undefined)[]): void {
  const failure = new Map<number, number>();
  const queue = [...next.subarray(0, UNITS)].filter((state) => state > 0);
  for (const state of queue) failure.set(state, 0);
  for (const state of queue) {
    const shorter = failure.get(state)!;
    const inherited = ends[shorter];
    if (inherited && shorter > 0) ends[state] = [...(ends[state] ?? []), ...inherited];
    for (let unit = 0; unit < UNITS; unit += 1) {
      const place = state * UNITS + unit;
      const child = next[place]!;
      const otherwise = next[shorter * UNITS + unit]!;
      if (child === 0) next[place] = otherwise;
      else {
        failure.set(child, otherwise);
        queue.push(child);
      }
    }
  }
}
