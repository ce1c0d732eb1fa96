/** The value at a share (0 to 1) of a list, by the nearest rank; 0 for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The value at a share, with at most two digits after the point: for milliseconds in a report. */
export function roundedPercentile(values: readonly number[], share: number): number {
  return roundTo(percentile(values, share), 2);
}

/** A number with at most so many digits after the point. */
export function roundTo(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
