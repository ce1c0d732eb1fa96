import type { TextSegment } from '../litellm/messages.js';

/** A stretch of a text that will be scanned, and where it begins in the whole. */
export interface Stretch {
  readonly segment: TextSegment;
  readonly offset: number;
  readonly text: string;
}

const SAMPLES = 4;

/**
 * What of a conversation is scanned: everything when it fits into `maxChars` UTF-16 units, otherwise of every text in
 * proportion to its length (short texts whole) its head, its tail and evenly spread samples of the middle.
 */
export function stretches(
  segments: readonly TextSegment[],
  maxChars: number,
): { readonly stretches: Stretch[]; readonly truncated: boolean } {
  const total = segments.reduce((sum, { text }) => sum + text.length, 0);
  if (total <= maxChars) {
    return {
      stretches: segments.map((segment) => ({ segment, offset: 0, text: segment.text })),
      truncated: false,
    };
  }
  const shares = fairShares(
    segments.map(({ text }) => text.length),
    maxChars,
  );
  return {
    truncated: true,
    stretches: segments.flatMap((segment, index) => sampled(segment, shares[index] ?? 0)),
  };
}

/** Gives each length at most an equal share; what the short ones leave over goes to the long ones. */
function fairShares(lengths: readonly number[], budget: number): number[] {
  const order = lengths.map((_, index) => index).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  const shares = new Array<number>(lengths.length).fill(0);
  let left = budget;
  order.forEach((index, position) => {
    const share = Math.min(lengths[index] ?? 0, Math.floor(left / (order.length - position)));
    shares[index] = share;
    left -= share;
  });
  return shares;
}

function sampled(segment: TextSegment, share: number): Stretch[] {
  const { text } = segment;
  if (share <= 0) return [];
  if (text.length <= share) return [{ segment, offset: 0, text }];
  const head = Math.ceil(share * 0.4);
  const tail = Math.floor(share * 0.4);
  const sample = Math.floor((share - head - tail) / SAMPLES);
  const ranges: [number, number][] = [[0, head]];
  const room = text.length - head - tail;
  for (let index = 0; index < SAMPLES && sample > 0; index++) {
    const start = head + Math.floor((room * (index + 0.5)) / SAMPLES - sample / 2);
    const from = Math.max(ranges.at(-1)?.[1] ?? 0, start);
    ranges.push([from, Math.min(from + sample, text.length - tail)]);
  }
  if (tail > 0) ranges.push([text.length - tail, text.length]);
  return ranges
    .filter(([from, to]) => to > from)
    .map(([from, to]) => ({ segment, offset: from, text: text.slice(from, to) }));
}
