import { leftOut } from './mark.js';
import { rewriteRuns, runEnd } from './runs.js';
import { isVital } from './vital.js';

const LEAST_ENTRIES = 5;
const LEAST_PATHS = 3;

const LONG_ENTRY =
  /^([-dlbcps])([rwxsStT-]{9})[.+@]?\s+\d+\s+\S+\s+\S+\s+([\d.,]+[KMGTP]?)\s+(?:\w{3}\.?\s+\d{1,2}\s+(?:\d\d:\d\d|\d{4})|\d{4}-\d\d-\d\d \d\d:\d\d(?::[\d.]+)?(?: [+-]\d{4})?|\d{1,2}\s+\w{3}\.?\s+(?:\d\d:\d\d|\d{4}))\s(.+)$/u;

/** An entry as `ls -F` writes it, after its size; directories have none. */
function shortEntry([, type = '', mode = '', size = '', name = '']: RegExpExecArray): string {
  if (type === 'd') return name.endsWith('/') ? name : `${name}/`;
  return `${size} ${name}${type === '-' && mode.includes('x') ? '*' : ''}`;
}

/** Of `ls -l` the names, sizes and kinds stay, in their order. */
function shortenLong(lines: readonly string[]): string[] {
  return rewriteRuns(lines, (at) => {
    const to = runEnd(lines, at, (line) => LONG_ENTRY.test(line));
    if (to - at < LEAST_ENTRIES) return undefined;
    const entries = lines.slice(at, to).flatMap((line) => {
      const found = LONG_ENTRY.exec(line);
      return found ? [shortEntry(found)] : [];
    });
    return {
      to,
      lines: [leftOut(`permissions, owners and times of ${to - at} entries`), ...entries],
    };
  });
}

/** A path and nothing else, with a folder in it. */
const PATH = /^\.{0,2}[\w@+~./-]*\/[^\s:*?"<>|()[\]{}=;,'`]+$/u;
const folderOf = (path: string): string => path.slice(0, path.replace(/\/$/u, '').lastIndexOf('/') + 1);

/** Lists of paths: each folder is named once, with what is in it below. Loses nothing. */
function groupPaths(lines: readonly string[]): string[] {
  return rewriteRuns(lines, (at) => {
    const first = lines[at] ?? '';
    if (!PATH.test(first) || isVital(first)) return undefined;
    const folder = folderOf(first);
    if (folder.length < 3) return undefined;
    const to = runEnd(lines, at, (line) => PATH.test(line) && folderOf(line) === folder && !isVital(line));
    if (to - at < LEAST_PATHS) return undefined;
    const names = lines.slice(at, to).map((line) => `  ${line.slice(folder.length)}`);
    return { to, lines: [`${folder}:`, ...names] };
  });
}

const BRANCH = /^(?:[│|] {3}|[│|]\u00a0{2} |[ \u00a0]{4})*[├└|`+](?:──|--|\\--) ?/u;

/** The lines that `tree` draws become two blanks for each level. Loses nothing. */
function undrawTree(lines: readonly string[]): string[] {
  return rewriteRuns(lines, (at) => {
    const to = runEnd(lines, at, (line) => BRANCH.test(line));
    if (to - at < LEAST_ENTRIES) return undefined;
    return {
      to,
      lines: lines.slice(at, to).map((line) => {
        const drawn = BRANCH.exec(line)?.[0].length ?? 0;
        return `${'  '.repeat(Math.round(drawn / 4))}${line.slice(drawn)}`;
      }),
    };
  });
}

/** Directory listings in fewer words: every name stays. */
export const shortenListings = (lines: readonly string[]): string[] =>
  undrawTree(groupPaths(shortenLong(lines)));
