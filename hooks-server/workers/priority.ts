import { setPriority } from 'node:os';

/** Enough for the event loop to be first when both want a core, and no more: a request waits for the worker too. */
const LOWER = 5;

/**
 * Lets a worker's thread step back when the machine has fewer cores than threads that want one, so that long
 * computations do not hold the event loop from outside. Only Linux has priorities for threads: elsewhere it would be the
 * whole process, and nothing is done.
 */
export function lowerThreadPriority(): void {
  if (process.platform !== 'linux') return;
  setPriority(0, LOWER);
}
