/** Lets a model compute for at most so much of each second, averaged over a second. */
export interface CpuBudget {
  /** Whether there is any time left; what is begun may take more than is left, and is then waited for. */
  hasTime(): boolean;
  spend(ms: number): void;
}

/** A budget of `msPerSecond` that fills up as time goes on; `now` is a monotonic clock in milliseconds. */
export function createCpuBudget(msPerSecond: number, now: () => number = () => performance.now()): CpuBudget {
  let left = msPerSecond;
  let filledAt = now();
  const fill = () => {
    const time = now();
    left = Math.min(msPerSecond, left + ((time - filledAt) / 1000) * msPerSecond);
    filledAt = time;
  };
  return {
    hasTime() {
      fill();
      return left > 0;
    },
    spend(ms) {
      fill();
      left -= ms;
    },
  };
}
