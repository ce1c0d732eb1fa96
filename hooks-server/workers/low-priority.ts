import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** Where all processors are busy, about a third of the share of a thread that keeps its priority. */
const NICE = 5;

/**
 * Lets the calling thread stand back where processors are few: nobody waits for what it computes, and a call that somebody
 * waits for goes first. Linux gives each thread a priority of its own; elsewhere nothing happens.
 */
export function standBack(): void {
  try {
    const thread = Number(/\/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self'))?.[1]);
    if (thread > 0 && getPriority(thread) < NICE) setPriority(thread, NICE);
  } catch {
    // No such file, or a sandbox that forbids it: the thread keeps its priority.
  }
}
