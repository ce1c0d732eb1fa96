import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A block of a page whose first line names a file: what the file holds, or how it changes. */
export interface Example {
  readonly kind: 'file' | 'change';
  readonly file: string;
  readonly text: string;
}

/** The fenced blocks of a page that name a file after their language: `ts hooks-server/…` or `diff hooks-server/…`. */
export function examplesIn(page: string): Example[] {
  return [...page.matchAll(/^```(\w+) (\S+)\n(.*?)^```$/gms)].map(([, language, file = '', text = '']) => ({
    kind: language === 'diff' ? 'change' : 'file',
    file,
    text,
  }));
}

/** Does in a copy of the project what an example says. Throws where its surroundings are not in the file, or twice. */
export function perform({ kind, file, text }: Example, root: string): void {
  const path = join(root, file);
  if (kind === 'file') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    return;
  }
  const before = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.split(/^@@.*\n/m).reduce((content, hunk) => changed(content, hunk, file), before),
  );
}

function changed(content: string, hunk: string, file: string): string {
  const lines = hunk.split('\n').filter((line) => line !== '');
  const side = (other: string) =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => line.slice(1))
      .join('\n');
  const [old, now] = [side('+'), side('-')];
  const pieces = content.split(old);
  if (pieces.length !== 2)
    throw new Error(`${file} has ${pieces.length - 1} places like this, expected one:\n${old}`);
  return pieces.join(now);
}
