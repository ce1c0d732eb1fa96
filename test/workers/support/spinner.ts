import { threadId } from 'node:worker_threads';

/** Holds its thread for so many milliseconds, and says which thread that was. */
export default function spin(milliseconds: number): number {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
  return threadId;
}
