import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const sideSchema = z.union([z.string(), z.array(z.string()).min(1)]);
const lineSchema = z.looseObject({
  a: sideSchema,
  b: sideSchema,
  same: z.union([z.literal(0), z.literal(1)]),
  kind: z.string().default('unknown'),
  source: z.string().default('unknown'),
});

/** Two texts and whether the answer to one may be served for the other. */
export interface LabelledPair {
  readonly a: string;
  readonly b: string;
  readonly same: 0 | 1;
  readonly kind: string;
  readonly source: string;
  /** Whether the turns before the last are the same on both sides. */
  readonly sameContext: boolean;
}

/** Reads a file of one JSON object on each line; `a` and `b` are texts, or turns of which the last one asks. */
export async function readPairs(file: string): Promise<LabelledPair[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const { a, b, same, kind, source } = lineSchema.parse(JSON.parse(line));
      return { a: lastTurn(a), b: lastTurn(b), same, kind, source, sameContext: context(a) === context(b) };
    });
}

function lastTurn(side: string | readonly string[]): string {
  return typeof side === 'string' ? side : side[side.length - 1]!;
}

/** The turns before the last in one form: what the conditions of a request are made of. */
function context(side: string | readonly string[]): string {
  const turns = typeof side === 'string' ? [] : side.slice(0, -1);
  return JSON.stringify(turns.map((turn) => turn.normalize('NFC').replace(/\s+/g, ' ').trim()));
}
