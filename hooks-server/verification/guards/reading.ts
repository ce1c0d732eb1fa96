import { readsAsEnglish, type Analysis } from '../text/analyse.js';
import { readOnce } from '../text/read-once.js';

/** Whether a text reads as English: its inflections and typing errors can be told from other words. */
export const isEnglish = readOnce(({ characters }: Analysis): boolean => readsAsEnglish(characters));

/** Whether a text is typed without capitals, or in nothing else: its capitals say nothing. */
export const ignoresCapitals = readOnce(
  ({ characters }: Analysis): boolean => !/\p{Lu}/u.test(characters) || !/\p{Ll}/u.test(characters),
);

/** Entries of the one list that the other lacks, counting repetitions. */
export function lacking<Item>(items: readonly Item[], other: readonly Item[]): Item[] {
  const left = [...other];
  return items.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
