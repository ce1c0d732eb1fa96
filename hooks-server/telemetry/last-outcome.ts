/** How the last of many attempts ended: what `/health` says of a disk or a store, whatever a connection to it looks like. */
export interface LastOutcome {
  /** True before the first attempt. */
  readonly isOk: () => boolean;
  /** Notes how the work ends, and lets its result or its error through. */
  of<T>(work: Promise<T>): Promise<T>;
}

export function createLastOutcome(): LastOutcome {
  let ok = true;
  return {
    isOk: () => ok,
    async of(work) {
      try {
        const result = await work;
        ok = true;
        return result;
      } catch (error) {
        ok = false;
        throw error;
      }
    },
  };
}
