import { readlinkSync } from 'node:fs';
import { getPriority } from 'node:os';
import { standBack } from '../../../hooks-server/workers/low-priority.js';

const priority = () => getPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)));

/** The thread's priority before and after it stood back. */
export default function stand(): [number, number] {
  const before = priority();
  standBack();
  return [before, priority()];
}
