/** Collects what arrives while a commit is under way into the next one, so that many callers share one fsync. */
export interface GroupCommit<Item> {
  /** Resolves when the item is committed; rejects with the commit's error, for every item of that commit. */
  submit(item: Item): Promise<void>;
  /** Resolves when nothing is under way or waiting. */
  idle(): Promise<void>;
}

/**
 * A group commit over `commit`, which is never called twice at a time.
 * @example
 * const log = createGroupCommit<Buffer>(async (lines) => { await file.write(Buffer.concat(lines)); await file.datasync(); });
 * await log.submit(line);
 */
export function createGroupCommit<Item>(
  commit: (items: readonly Item[]) => Promise<void>,
  maxItems = 256,
): GroupCommit<Item> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: () => void;
    readonly reject: (reason: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.splice(0, maxItems);
      try {
        await commit(group.map(({ item }) => item));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running = undefined;
  }

  return {
    submit(item) {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        running ??= run();
      });
    },
    async idle() {
      await running;
    },
  };
}
