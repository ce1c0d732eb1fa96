import { loadStaticTable } from '../../hooks-server/vectors/static-table.js';
import { createVerify, type FirstLook } from '../../hooks-server/verification/verify.js';
import { warmUp } from '../../hooks-server/verification/warm-up.js';
import { loadWeights } from '../../hooks-server/verification/weights.js';

test('what is compared before the first look-up passes every guard, so that none is left to compile', async () => {
  const { trees, together } = await loadWeights();
  const verify = createVerify({ maxWords: 100 }, { table: await loadStaticTable(), trees, together });
  const looks: FirstLook[] = [];
  warmUp((...pair) => {
    const look = verify(...pair);
    looks.push(look);
    return look;
  });
  expect(looks.length).toBeGreaterThan(1);
  for (const { rejectedBy, logit } of looks) {
    expect(rejectedBy).toBeUndefined();
    // Not the same words either: those need no trees.
    expect(logit).toBeLessThan(Infinity);
  }
});
