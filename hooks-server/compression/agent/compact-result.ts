import { createHash } from 'node:crypto';
import { replaceBlobs } from './blobs.js';
import { toTables } from './json-tables.js';
import { readJson, writeJson, type JsonTree } from './json-tree.js';
import { shortenListings } from './listings.js';
import { asShown, leaveOutPassing, leaveOutProgress } from './noise-lines.js';
import { leaveOutRepeated } from './repeated-blocks.js';
import { countRepeatedLines } from './repeated-lines.js';
import { shortenSearch } from './search-hits.js';
import { holdsDiff } from './vital.js';

/** Whether something said later may need the blob that begins with these characters. */
export type BlobUse = (head: string) => boolean;

const LINE_FORMS = [shortenSearch, shortenListings, leaveOutPassing, leaveOutProgress, countRepeatedLines];

/** Longer lines (characters) are data: no form looks into them, so that none can be made to take long. */
const LONGEST_LINE = 1_000;

/** Rewrites lines while placeholders stand for the long ones. */
function withoutLongLines(
  lines: readonly string[],
  rewrite: (lines: readonly string[]) => readonly string[],
): string[] {
  const long = new Map<string, string>();
  const short = lines.map((line) => {
    if (line.length <= LONGEST_LINE) return line;
    const placeholder = `\u0000${createHash('sha256').update(line).digest('base64')}`;
    long.set(placeholder, line);
    return placeholder;
  });
  return rewrite(short).map((line) => long.get(line) ?? line);
}

/** Terminal output and other lines. A diff stays byte for byte. */
function compactLines(text: string): string {
  if (holdsDiff(text)) return text;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return withoutLongLines(asShown(text.split(lineBreak)), (lines) =>
    LINE_FORMS.reduce<readonly string[]>((all, form) => form(all), lines),
  ).join(lineBreak);
}

/** Texts in JSON strings from this many characters on are looked into: shells and readers of files give them. */
const LONG_TEXT = 400;

function compactStrings(tree: JsonTree, isUsed: BlobUse): JsonTree {
  switch (tree.kind) {
    case 'array':
      return { kind: 'array', items: tree.items.map((item) => compactStrings(item, isUsed)) };
    case 'object':
      return {
        kind: 'object',
        members: tree.members.map(([key, value]) => [key, compactStrings(value, isUsed)]),
      };
    case 'scalar': {
      if (tree.raw.length < LONG_TEXT || !tree.raw.startsWith('"')) return tree;
      const text = JSON.parse(tree.raw) as string;
      const compact = compactText(text, isUsed);
      return compact === text ? tree : { kind: 'scalar', raw: JSON.stringify(compact) };
    }
  }
}

function compactJson(tree: JsonTree, isUsed: BlobUse): string {
  return writeJson(toTables(compactStrings(tree, isUsed)));
}

/** Lines that are a JSON object each, as one table; undefined when they are anything else. */
function compactJsonLines(text: string, isUsed: BlobUse): string | undefined {
  const lines = text.trim().split('\n');
  if (lines.length < 3 || !lines.every((line) => line.startsWith('{'))) return undefined;
  const items = lines.map(readJson);
  if (items.some((item) => item?.kind !== 'object')) return undefined;
  return compactJson({ kind: 'array', items: items as JsonTree[] }, isUsed);
}

function compactText(text: string, isUsed: BlobUse): string {
  return compactLines(replaceBlobs(text, isUsed));
}

/**
 * A tool's result in fewer characters, by forms that lose nothing a task needs: JSON without blanks and with each field
 * named once, what stands in a later result too, counted repetitions, no passing test lines and progress bars, listings
 * and search results by folder and file. Errors, exit codes, places in files and diffs stay as they are. Pure; the same
 * text where little is gained.
 */
export function compactResult(text: string, isUsed: BlobUse, later: readonly string[] = []): string {
  const compact = compacted(text, isUsed, later);
  return compact.length < text.length * MOST_KEPT ? compact : text;
}

function compacted(text: string, isUsed: BlobUse, later: readonly string[]): string {
  const tree = readJson(text);
  if (tree) return compactJson(tree, isUsed);
  const table = compactJsonLines(text, isUsed);
  if (table !== undefined || holdsDiff(text)) return table ?? text;
  return compactText(leaveOutRepeated(text, later), isUsed);
}

/** A result that keeps more of its characters than this is sent as it is. */
const MOST_KEPT = 0.95;
