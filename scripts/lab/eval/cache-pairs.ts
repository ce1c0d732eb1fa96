import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const sideSchema = z.union([z.string(), z.array(z.string()).min(1)]);
const lineSchema = z.looseObject({
  a: sideSchema,
  b: sideSchema,
  same: z.union([z.literal(0), z.literal(1)]),
  kind: z.string().default('unknown'),
  source: z.string().default('unknown'),
  lang: z.string().optional(),
  split: z.string().optional(),
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
  /** `train` or `val` where the file says so. */
  readonly split?: string;
  /** The turns before the last, when they are the same on both sides; absent when they are not. */
  readonly context?: readonly string[];
}

/** Reads a file of one JSON object on each line, gzipped or not; `a` and `b` are texts, or turns of which the last one asks. */
export async function readPairs(file: string): Promise<LabelledPair[]> {
  const bytes = await readFile(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => readPair(JSON.parse(line)));
}

function readPair(line: unknown): LabelledPair {
  const { a, b, same, kind, source, lang, split } = lineSchema.parse(line);
  const [before, after] = [earlierTurns(a), earlierTurns(b)];
  const texts = { a: lastTurn(a), b: lastTurn(b) };
  const language = lang ?? /^language:(\w+)$/.exec(kind)?.[1] ?? languageOf(`${texts.a} ${texts.b}`);
  return {
    ...texts,
    ...{ same, kind, source, language },
    ...(split !== undefined && { split }),
    ...(form(before) === form(after) && { context: before }),
  };
}

function lastTurn(side: string | readonly string[]): string {
  return typeof side === 'string' ? side : side[side.length - 1]!;
}

function earlierTurns(side: string | readonly string[]): readonly string[] {
  return typeof side === 'string' ? [] : side.slice(0, -1);
}

/** The turns before the last in one form: what the conditions of a request are made of. */
function form(turns: readonly string[]): string {
  return JSON.stringify(turns.map((turn) => turn.normalize('NFC').replace(/\s+/g, ' ').trim()));
}

function languageOf(text: string): string {
  if (/\p{sc=Hangul}/u.test(text)) return 'ko';
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)) return 'ja';
  return /\p{sc=Han}/u.test(text) ? 'zh' : 'other';
}
