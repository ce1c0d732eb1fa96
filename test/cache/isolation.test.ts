import fc from 'fast-check';
import { hostileTenants } from '../support/hostile-tenants.js';
import { expectIsolated } from './isolation.js';
import { createTestCache } from './support.js';

describe('tenants in memory', () => {
  it('whatever their ids look like, none sees another’s answer, while its own paraphrases hit', async () => {
    await fc.assert(
      fc.asyncProperty(hostileTenants, async (ids) => {
        const { cache } = createTestCache({ semantic: { threshold: 0.6, verification: 'off' } });
        await expectIsolated(cache, ids);
        await cache.close();
      }),
      { numRuns: 25 },
    );
  });
});
