import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';
import { startHookService } from '../../scripts/stack/hook-service.js';
import { freePort, type ServiceProcess } from '../../scripts/stack/process.js';
import { operations } from '../../scripts/lab/openapi/operations.js';
import { runBlock, shellBlocks, type PageBlock } from '../support/page-commands.js';
import { readPage } from '../support/pages.js';

const PAGE = 'docs/03-APIs.md';
const SECRET = 'of-the-apis-page';
const BETWEEN = '\n-----\n';

/** What differs from one run to the next, or from one machine to another. */
const VARIABLE: Readonly<Record<string, unknown>> = {
  ...{ seenAt: expect.any(Number), createdAt: expect.any(Number), expiresAt: expect.any(Number) },
  ...{
    latencyMs: expect.any(Number),
    entry: expect.any(String),
    facts: expect.any(String),
    version: expect.any(String),
  },
};

/** What a page shows of an answer, as the answer is to be: of a list of parts it shows one. */
const shownAnswer = (text: string): unknown =>
  JSON.parse(text, (name, value: unknown): unknown =>
    name === 'parts' ? expect.arrayContaining(value as unknown[]) : (VARIABLE[name] ?? value),
  );

let folder: string;
let service: ServiceProcess;
let performed: { block: PageBlock; printed: string }[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'apis-page-'));
  const port = await freePort();
  service = await startHookService({
    port,
    secret: SECRET,
    dataDir: join(folder, 'data'),
    logFile: join(folder, 'log'),
  });
  const blocks = shellBlocks(PAGE);
  // In one shell, as somebody would who reads on: later blocks use what earlier ones set.
  const script = blocks.map(({ text }) => `${text}printf '${BETWEEN.replaceAll('\n', '\\n')}'\n`).join('');
  const { PATH } = process.env;
  const environment = { PATH, HOOKS_URL: `http://127.0.0.1:${port}`, HOOKS_SECRET: SECRET };
  const printed = (await runBlock(script, { cwd: projectRoot, environment })).split(BETWEEN);
  performed = blocks.map((block, index) => ({ block, printed: printed[index] ?? '' }));
}, 60_000);

afterAll(async () => {
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('each example of the page prints what the page shows', () => {
  expect(performed.length).toBeGreaterThan(10);
  for (const { block, printed } of performed) {
    if (block.shown === undefined) continue;
    const { isJson, text } = block.shown;
    if (isJson) expect(JSON.parse(printed)).toEqual(shownAnswer(text));
    else expect(printed).toBe(text.trimEnd());
  }
});

test('the events of the page hold the call that it told the service of', () => {
  const events = performed.find(({ block }) => block.text.includes('/admin/events'))?.printed ?? '';
  expect(JSON.parse(events)).toMatchObject({
    events: [{ subject: 'quota.updated', event: { correlationId: 'call-1', tenantId: 'acme' } }],
  });
});

test('the page names every route', () => {
  const page = readPage(PAGE);
  expect(operations.map(({ path }) => path).filter((path) => !page.includes(path))).toEqual([]);
});
