/** Says what stood in its place: `[… 124 passing test lines left out]`. */
export const leftOut = (what: string): string => `[… ${what} left out]`;

export const isMark = (line: string): boolean => line.startsWith('[… ');

/** A number of things: `1 line`, `12 lines`. */
export const counted = (count: number, thing: string): string =>
  `${count} ${count === 1 ? thing : `${thing}s`}`;
