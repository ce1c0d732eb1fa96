/** Tells readers that the log has grown. */
export interface AppendSignal {
  notify(): void;
  /** How often `notify` was called. */
  count(): number;
  /** Resolves with true as soon as `count()` exceeds `since`; with false when aborted or closed. */
  wait(since: number, signal?: AbortSignal): Promise<boolean>;
  isClosed(): boolean;
  /** Ends every wait. */
  close(): void;
}

export function createAppendSignal(): AppendSignal {
  let count = 0;
  let closed = false;
  const waiting = new Set<() => void>();
  const wakeAll = () => [...waiting].forEach((wake) => wake());
  return {
    notify() {
      count += 1;
      wakeAll();
    },
    count: () => count,
    wait(since, signal) {
      return new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve(!closed && signal?.aborted !== true);
        };
        if (closed || signal?.aborted === true || count > since) return wake();
        waiting.add(wake);
        signal?.addEventListener('abort', wake);
      });
    },
    isClosed: () => closed,
    close() {
      closed = true;
      wakeAll();
    },
  };
}
