/** Writes lines anew: `take` is asked at each line and gives what replaces the run up to `to`, exclusive, if one begins there. */
export function rewriteRuns(
  lines: readonly string[],
  take: (at: number) => { readonly to: number; readonly lines: readonly string[] } | undefined,
): string[] {
  const written: string[] = [];
  for (let at = 0; at < lines.length;) {
    const taken = take(at);
    if (taken && taken.to > at) {
      for (const line of taken.lines) written.push(line);
      at = taken.to;
    } else {
      written.push(lines[at] ?? '');
      at += 1;
    }
  }
  return written;
}

/** Where the run of lines that `belongs` says yes to ends. */
export function runEnd(
  lines: readonly string[],
  from: number,
  belongs: (line: string, at: number) => boolean,
): number {
  let to = from;
  while (to < lines.length && belongs(lines[to] ?? '', to)) to += 1;
  return to;
}
