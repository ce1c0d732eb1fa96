import { createWorkerPool, type WorkerPool } from '../../hooks-server/workers/pool.js';

const module = new URL('./support/spinner.js', import.meta.url);

describe('a worker pool', () => {
  let pool: WorkerPool<unknown, number>;
  afterEach(() => pool.close());

  const start = (longestRunMs: number) => {
    pool = createWorkerPool<unknown, number>({ module, longestRunMs });
  };

  it('replaces the thread of a job that never ends, so that the next jobs are done', async () => {
    start(300);
    const first = await pool.run(0);
    await expect(pool.run(60_000, 50)).rejects.toMatchObject({ name: 'DeadlineError' });
    expect(await pool.run(0)).not.toBe(first);
  }, 20_000);

  it('keeps its thread for a job that is late, and for jobs that had to wait for long', async () => {
    start(2_000);
    const first = await pool.run(0);
    const jobs = Array.from({ length: 5 }, () => pool.run(500, 50).catch((error: unknown) => error));
    await Promise.all(jobs);
    expect(await pool.run(0)).toBe(first);
  }, 20_000);

  it('never ends a job that has no deadline', async () => {
    start(100);
    const first = await pool.run(0);
    expect(await pool.run(500)).toBe(first);
  }, 20_000);

  it('says of a job that cannot be posted that this is no fault of the thread', async () => {
    start(1_000);
    await expect(pool.run(() => 0, 500)).rejects.toMatchObject({ name: 'DataCloneError' });
    expect(await pool.run(0)).toBeGreaterThan(0);
  }, 20_000);
});
