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
    for (const literal of ends.literals[0]!) found.add(literal);
    let state = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      state = unit < UNITS ? next[state * UNITS + unit]! : 0;
      if (ends.has[state] === 0) continue;
      for (const literal of ends.literals[state]!) found.add(literal);
      if (found.size === all.length) break;
    }
    return found;
  };
}

interface Automaton {
  /** The state after a unit, for each state and unit. */
  readonly next: Int32Array;
  readonly ends: Ends;
}

/**
 * The literals that end in a state, and whether any does: a look into a list of lists takes longer, and most have none. The
 * empty literal is that of the first state, which has none to say.
 */
interface Ends {
  readonly has: Uint8Array;
  readonly literals: readonly (readonly string[])[];
}

function automatonOf(literals: readonly string[]): Automaton {
  const states = 1 + literals.reduce((sum, { length }) => sum + length, 0);
  const next = new Int32Array(states * UNITS);
  const ends = Array.from({ length: states }, (): string[] => []);
  let last = 0;
  for (const literal of literals) {
    let state = 0;
    for (let at = 0; at < literal.length; at += 1) {
      const place = state * UNITS + literal.charCodeAt(at);
      if (next[place] === 0) next[place] = ++last;
      state = next[place]!;
    }
    ends[state]!.push(literal);
  }
  addFailures(next, ends);
  return {
    next,
    ends: {
      has: Uint8Array.from(ends, (list, state) => Number(state > 0 && list.length > 0)),
      literals: ends,
    },
  };
}

/** Breadth first: where a state knows no way on, it goes on as the longest shorter beginning would. */
function addFailures(next: Int32Array, ends: readonly string[][]): void {
  const failure = new Map<number, number>();
  const queue = [...next.subarray(0, UNITS)].filter((state) => state > 0);
  for (const state of queue) failure.set(state, 0);
  for (const state of queue) {
    const shorter = failure.get(state)!;
    if (shorter > 0) ends[state]!.push(...ends[shorter]!);
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
