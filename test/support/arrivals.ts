/** Wakes those who wait for something to arrive at a test's sink. */
export interface Arrivals {
  /** To be called after each arrival. */
  came(): void;
  /** Waits until it holds of what has arrived; rejects after `seconds` with what `got` says there is. */
  until(holds: () => boolean, seconds: number): Promise<void>;
}

export function createArrivals(got: () => string): Arrivals {
  const waiting = new Set<() => void>();
  return {
    came() {
      for (const look of waiting) look();
    },
    until: (holds, seconds) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (!holds()) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        const timer = setTimeout(() => reject(new Error(got())), seconds * 1_000);
        waiting.add(look);
        look();
      }),
  };
}
