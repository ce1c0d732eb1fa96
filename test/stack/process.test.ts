import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, type ServiceProcessOptions } from '../../scripts/stack/process.js';

let folder: string;
let logFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'process-'));
  logFile = join(folder, 'service.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (script: string, options: Partial<ServiceProcessOptions> = {}) =>
  startProcess({
    name: 'The service',
    command: process.execPath,
    args: ['-e', script],
    environment: { PATH: process.env['PATH'] },
    logFile,
    url: 'http://127.0.0.1:9',
    readyPath: '/',
    ...options,
  });

test('a start that fails says its own reason first, and nothing of earlier runs', async () => {
  writeFileSync(logFile, 'the reason of yesterday\n');
  const failed = start(`console.log('{"level":30}'); console.error('the reason of today'); process.exit(1)`);
  await expect(failed).rejects.toThrow(/^The service ended before it was ready: the reason of today\n/);
  await expect(failed).rejects.not.toThrow('yesterday');
}, 30_000);

test('a start goes on for as long as something moves, and is given up when nothing does', async () => {
  const began = Date.now();
  const failed = start(
    `let n = 0; const t = setInterval(() => { console.log('step', ++n); if (n === 5) clearInterval(t); }, 400); setTimeout(() => {}, 60_000)`,
    { idleMs: 1_500 },
  );
  await expect(failed).rejects.toThrow(/^The service is not ready, and nothing moved for 1.5 s: step 5\n/);
  expect(Date.now() - began).toBeGreaterThan(2_000);
}, 30_000);
