import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../scripts/stack/paths.js';
import { describeWith, redisService } from '../support/services.js';

const python = join(projectRoot, '.venv/bin/python');
const redis = existsSync(python) ? await redisService() : undefined;
afterAll(() => redis?.stop());

describeWith(redis, 'budgets of the key file over two replicas and Redis', ({ url }) => {
  it('80 calls at once are held against one budget, and settled with their price', async () => {
    const script = join(projectRoot, 'test/litellm/budgets_of_replicas.py');
    const { stdout } = await promisify(execFile)(python, [script, url]);
    expect(JSON.parse(stdout)).toEqual({
      // Four times 0.25 fit into a budget of 1; each then costs 0.125, and four more use the rest up.
      together: 4,
      oneByOne: 4,
      spent: 1,
      held: 0,
      restarted: true,
      // A replica without Redis counts for itself.
      alone: true,
    });
  }, 60_000);
});
