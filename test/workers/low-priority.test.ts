import { existsSync } from 'node:fs';
import { getPriority } from 'node:os';
import { createWorkerPool } from '../../hooks-server/workers/pool.js';

const ofLinux = existsSync('/proc/thread-self') ? it : it.skip;

ofLinux('a thread that stands back lowers its own priority and nobody else’s', async () => {
  const pool = createWorkerPool<undefined, [number, number]>({
    module: new URL('./support/priorities.js', import.meta.url),
  });
  try {
    const own = getPriority();
    const [before, after] = await pool.run(undefined);
    expect(before).toBe(own);
    expect(after).toBe(Math.max(own, 5));
    expect(getPriority()).toBe(own);
  } finally {
    await pool.close();
  }
});
