import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { textOf } from '../text-of.js';

const sideSchema = z.union([z.string(), z.array(z.string()).min(1)]);
const lineSchema = z.looseObject({
  a: sideSchema,
  b: sideSchema,
  same: z.union([z.literal(0), z.literal(1)]),
  kind: z.string().default('unknown'),
  source: z.string().default('unknown'),
  lang: z.string().optional(),
});

/** Two texts and whether the answer to one may be served for the other. */
export interface LabelledPair {
  readonly a: string;
  readonly b: string;
  readonly same: 0 | 1;
  readonly kind: string;
  readonly source: string;
  /** As the file says, or by the script of the texts: `ko`, `ja`, `zh`; else `other`. */
  readonly language: string;
  /** Whether the turns before the last are the same on both sides. */
  readonly sameContext: boolean;
}

/** Reads a file of one JSON object on each line, gzipped or not; `a` and `b` are texts, or turns of which the last one asks. */
export async function readPairs(file: string): Promise<LabelledPair[]> {
  const bytes = await readFile(file);
  return textOf(bytes)
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => readPair(JSON.parse(line)));
}

function readPair(line: unknown): LabelledPair {
  const { a, b, same, kind, source, lang } = lineSchema.parse(line);
  const texts = { a: lastTurn(a), b: lastTurn(b) };
  const language = lang ?? /^language:(\w+)$/.exec(kind)?.[1] ?? languageOf(`${texts.a} ${texts.b}`);
  return {
    ...texts,
    ...{ same, kind, source, language },
    sameContext: context(a) === context(b),
  };
}

function lastTurn(side: string | readonly string[]): string {
  return typeof side === 'string' ? side : side[side.length - 1]!;
}

/** The turns before the last in one form: what the conditions of a request are made of. */
function context(side: string | readonly string[]): string {
  const turns = typeof side === 'string' ? [] : side.slice(0, -1);
  return JSON.stringify(turns.map((turn) => turn.normalize('NFC').replace(/\s+/g, ' ').trim()));
}

function languageOf(text: string): string {
  if (/\p{sc=Hangul}/u.test(text)) return 'ko';
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)) return 'ja';
  return /\p{sc=Han}/u.test(text) ? 'zh' : 'other';
}
