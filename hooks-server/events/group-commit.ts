/** Collects what arrives while a commit is under way into the next one, so that many callers share one fsync. */
export interface GroupCommit<Item> {
  /** Resolves when the item is committed; rejects with the commit's error, for every item of that commit. */
  submit(item: Item): Promise<void>;
  /** Resolves when nothing is under way or waiting; what waits for others goes at once. */
  idle(): Promise<void>;
}

export interface GroupCommitOptions {
  /** Items of one commit at most. */
  readonly maxItems?: number;
  /** How long the first item of a commit waits for others, in milliseconds: 0 where its caller waits for it. */
  readonly gatherMs?: number;
}

/**
 * A group commit over `commit`, which is never called twice at a time.
 * @example
 * const log = createGroupCommit<Buffer>(async (lines) => { await file.write(Buffer.concat(lines)); await file.datasync(); });
 * await log.submit(line);
 */
export function createGroupCommit<Item>(
  commit: (items: readonly Item[]) => Promise<void>,
  { maxItems = 256, gatherMs = 0 }: GroupCommitOptions = {},
): GroupCommit<Item> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: () => void;
    readonly reject: (reason: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let hurry: (() => void) | undefined;

  const gather = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, gatherMs);
      hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      if (gatherMs > 0 && waiting.length < maxItems) await gather();
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
      hurry?.();
      await running;
    },
  };
}
