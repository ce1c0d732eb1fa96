/** Characters of a request beyond which its words are not looked at: an answer to so much is asked for once. */
export const LARGEST_REQUEST = 4_000_000;

/** Whether the strings in a value have more than `most` characters together. Copies nothing, and ends as soon as it knows. */
export function isLongerThan(value: unknown, most: number): boolean {
  let left = most;
  const open: unknown[] = [value];
  while (open.length > 0 && left >= 0) {
    const next = open.pop();
    if (typeof next === 'string') left -= next.length;
    else if (typeof next === 'object' && next !== null)
      for (const inner of Object.values(next)) open.push(inner);
  }
  return left < 0;
}
