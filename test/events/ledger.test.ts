import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLedger } from '../../scripts/quota-consumer/ledger.js';
import { temporaryDirectory } from './support.js';
import { syncedBy } from './support-syncs.js';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3, cost_usd: 0.5 };
const event = {
  eventId: '0f2b7c34-58a4-5d0e-9c3c-0a4f0a6a2f11',
  occurredAt: '2026-11-21T00:15:47.250Z',
  tenantId: 'acme',
  payload: { usage },
};

describe('the example consumer’s ledger', () => {
  it('is empty where there is no file, and durable with its name once saved', async () => {
    const path = join(directory.path, 'ledger.json');
    const ledger = await openLedger(path);
    expect(ledger.count(event)).toBe(true);
    const synced = await syncedBy(() => ledger.save());
    const real = await realpath(directory.path);
    expect(synced).toEqual([`${real}/ledger.json.new`, real]);
    expect((await openLedger(path)).count(event)).toBe(false);
  });

  it('does not begin anew over a file that cannot be read', async () => {
    const unreadable = join(directory.path, 'directory');
    await mkdir(unreadable);
    await expect(openLedger(unreadable)).rejects.toThrow('EISDIR');
    const torn = join(directory.path, 'torn.json');
    await writeFile(torn, '{"tenants":');
    await expect(openLedger(torn)).rejects.toThrow(SyntaxError);
  });
});
