/** A share and its 95 % interval. */
export interface ShareEstimate {
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
  /** How many observations it rests on. */
  readonly n: number;
}

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959964;

/**
 * The share `count / n` with Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", JASA 22, 1927), which stays within [0, 1] and is right for few observations and rare events,
 * where the normal approximation is not (Brown, Cai and DasGupta, Statistical Science 16, 2001). Without observations
 * all is possible: 0 to 1.
 */
export function wilsonInterval(count: number, n: number): ShareEstimate {
  if (n === 0) return { share: 0, lower: 0, upper: 1, n };
  const share = count / n;
  const z2 = Z * Z;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return {
    share,
    lower: count === 0 ? 0 : Math.max(0, centre - half),
    upper: count === n ? 1 : Math.min(1, centre + half),
    n,
  };
}
