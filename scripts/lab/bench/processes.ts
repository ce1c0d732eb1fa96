import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

// What the kernel accounts for a process, from /proc: what other load on the machine disturbs least. Linux only.

/** Of the kernel's clock, in which it tells CPU time; 100 on every Linux of today. */
const TICKS_PER_SECOND = 100;
/** A process that uses less than this in `QUIET_WINDOW_MS` has nothing left to do. */
const QUIET_CPU_MS = 20;
const QUIET_WINDOW_MS = 300;
const LONGEST_WAIT_MS = 4_000;

/** CPU milliseconds of a process so far, user and system, of all its threads; in steps of 10. */
export function cpuMs(pid: number): number {
  // The second field is a name in parentheses, which may hold spaces; utime and stime are the 14th and 15th.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

/** Resident memory in megabytes (2^20 bytes). */
export function rssMb(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** Waits until what the processes do in the background (batches, flushes, detection) is done too. */
export async function untilQuiet(pids: readonly number[]): Promise<void> {
  const total = () => pids.reduce((sum, pid) => sum + cpuMs(pid), 0);
  const deadline = Date.now() + LONGEST_WAIT_MS;
  let before = total();
  while (Date.now() < deadline) {
    await delay(QUIET_WINDOW_MS);
    const now = total();
    if (now - before < QUIET_CPU_MS) return;
    before = now;
  }
}
