import { counted, leftOut } from './mark.js';
import { runEnd } from './runs.js';
import { isVital } from './vital.js';

/** `path:12:what was found`, as grep and its kin write it. A path has a folder or an ending. */
const HIT = /^((?:[A-Za-z]:\\)?[^\s:]{1,400}):(\d{1,9}):(.*)$/u;
const PATH = /^[\w@+~./\\:-]*[./\\][\w@+~-]*$/u;
/** `path-12-what stands near it`. */
const NEAR = /^([^\s:]{1,400}?)-(\d{1,9})-/u;

/** Shorter lists stay as they are. */
const LEAST_HITS = 4;

/** What compilers and linters say of a place, often with its column. */
const MESSAGE = /^(?:\d+:|\s*(?:fatal |internal )?(?:error|warning|note|info)\b|\s*[A-Z]{1,3}\d{2,5}\b)/iu;

const isHit = (line: string): boolean => {
  const [, path, , text] = HIT.exec(line) ?? [];
  return path !== undefined && PATH.test(path) && !MESSAGE.test(text ?? '');
};
/** A line near a hit carries the path of one. */
const isContext = (line: string, paths: ReadonlySet<string>) =>
  line === '--' || paths.has(NEAR.exec(line)?.[1] ?? '');

interface Found {
  readonly path: string;
  readonly text: string;
}

function foundIn(line: string): Found | undefined {
  const [, path, number, text] = HIT.exec(line) ?? [];
  return path === undefined ? undefined : { path, text: `${number ?? ''}:${text ?? ''}` };
}

/** Hits under their path, each with its line's number; hits that are alone in their file stay as they are. */
function groupHits(hits: readonly string[]): string[] {
  const written: string[] = [];
  for (let at = 0; at < hits.length;) {
    const first = foundIn(hits[at] ?? '');
    const to = runEnd(hits, at + 1, (line) => foundIn(line)?.path === first?.path);
    if (to - at < 2 || first === undefined) written.push(hits[at] ?? '');
    else written.push(`${first.path}:`, ...hits.slice(at, to).map((line) => foundIn(line)?.text ?? line));
    at = to - at < 2 ? at + 1 : to;
  }
  return written;
}

/** Results of a search: every hit with its line's number stays under its path, what stood around the hits does not. */
export function shortenSearch(lines: readonly string[]): string[] {
  const paths = new Set(lines.flatMap((line) => (isHit(line) ? (foundIn(line)?.path ?? []) : [])));
  if (paths.size === 0) return [...lines];
  const written: string[] = [];
  for (let at = 0; at < lines.length;) {
    const to = runEnd(lines, at, (line) => isHit(line) || (isContext(line, paths) && !isVital(line)));
    const hits = lines.slice(at, to).filter(isHit);
    if (hits.length < LEAST_HITS) {
      written.push(...lines.slice(at, Math.max(to, at + 1)));
      at = Math.max(to, at + 1);
      continue;
    }
    const around = lines.slice(at, to).filter((line) => !isHit(line) && line !== '--').length;
    written.push(...groupHits(hits));
    if (around > 0) written.push(leftOut(`${counted(around, 'line')} around these hits`));
    at = to;
  }
  return written;
}
