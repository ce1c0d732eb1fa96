import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../scripts/stack/paths.js';
import { examplesIn, perform } from './support/worked-examples.js';

const examples = examplesIn(readFileSync(join(projectRoot, 'CONTRIBUTING.md'), 'utf8'));
const SECRET = 'contributing';
let copy: string;

/** A copy of the service in which every example of CONTRIBUTING was followed, type-checked and built. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'worked-examples-'));
  for (const part of ['hooks-server', 'config', 'litellm', 'package.json', 'tsconfig.json'])
    cpSync(join(projectRoot, part), join(copy, part), { recursive: true });
  for (const part of ['node_modules', 'models']) symlinkSync(join(projectRoot, part), join(copy, part));
  for (const example of examples) perform(example, copy);
  const { status, stdout } = inCopy('node_modules/typescript/bin/tsc', '-p', '.');
  if (status !== 0) throw new Error(`What CONTRIBUTING shows does not compile:\n${stdout}`);
}, 240_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function inCopy(script: string, ...options: string[]) {
  return spawnSync(process.execPath, [script, ...options], { cwd: copy, encoding: 'utf8' });
}

/** What a module of the copy gives for an expression, in a process of its own. */
function evaluate(module: string, expression: string): unknown {
  const url = pathToFileURL(join(copy, 'dist/hooks-server', module)).href;
  const code = `const it = await import(${JSON.stringify(url)}); console.log(JSON.stringify(await (${expression})));`;
  const { stdout, stderr } = inCopy('--input-type=module', '-e', code);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Starts the copy's service on a free port; resolves with its address when it listens. */
async function startService(): Promise<{ url: string; service: ChildProcess }> {
  const service = spawn(process.execPath, ['dist/hooks-server/main.js'], {
    cwd: copy,
    env: {
      PATH: process.env['PATH'],
      HOOKS_PORT: '0',
      HOOKS_SECRET: SECRET,
      HOOKS_DATA_DIR: join(copy, 'data'),
    },
  });
  for await (const line of createInterface({ input: service.stdout })) {
    const { address } = JSON.parse(line) as { address?: { port: number } };
    if (address !== undefined) return { url: `http://127.0.0.1:${address.port}`, service };
  }
  throw new Error('The service ended before it listened.');
}

test('CONTRIBUTING shows files and changes for each kind of addition', () => {
  expect(examples.map(({ file }) => file)).toEqual(
    expect.arrayContaining([
      'hooks-server/detection/tickets.ts',
      'hooks-server/cache/embedders/letters.ts',
      'config/providers/example.yaml',
      'hooks-server/telemetry/metrics/service.ts',
      'hooks-server/http/greeting.ts',
    ]),
  );
});

test('the detector finds what it looks for, unless it is turned off', () => {
  const scan = (tickets: boolean) =>
    evaluate(
      'detection/detector.js',
      `import(${JSON.stringify(pathToFileURL(join(copy, 'dist/hooks-server/detection/settings.js')).href)}).then(
        ({ detectionSettings }) => it.createDetector({ hashValue: () => '0' }).scanRequest({
          messages: [{ role: 'user', content: 'See TICKET-12345.' }],
          settings: detectionSettings.parse({ detectors: { tickets: ${tickets} } }),
        }).findings.map(({ detector, kind, where }) => [detector, kind, where.start]))`,
    );
  expect(scan(true)).toEqual([['ticket', 'ticket-number', 4]]);
  expect(scan(false)).toEqual([]);
});

test('the embedder is chosen by its kind and gives vectors of length 1', () => {
  const settings = pathToFileURL(join(copy, 'dist/hooks-server/cache/embedders/settings.js')).href;
  const [id, length] = evaluate(
    'cache/embedders/create-embedder.js',
    `import(${JSON.stringify(settings)}).then(async ({ embedderSettings }) => {
      const embedder = await it.createEmbedder(embedderSettings.parse({ kind: 'letters', deadlineMs: 10_000 }), {
        log: { warn: () => undefined }, environment: {}, table: undefined,
      });
      const [{ vector }] = await embedder.embed(['Where is the library?']);
      await embedder.close();
      return [embedder.id, Math.hypot(...vector)];
    })`,
  ) as [string, number];
  expect(id).toBe('letters:1');
  expect(length).toBeCloseTo(1);
});

test('the provider’s model is in the configuration that is built', () => {
  const { status, stdout } = inCopy(join(projectRoot, 'dist/scripts/config/cli.js'), 'build', '--root', copy);
  expect(stdout).toContain('Wrote');
  expect(status).toBe(0);
  expect(readFileSync(join(copy, 'litellm/config.yaml'), 'utf8')).toContain('model_name: example-small');
});

test('the route answers who has the secret, and the metric counts it', async () => {
  const { url, service } = await startService();
  try {
    const path = `${url}/greeting?language=fr`;
    expect((await fetch(path)).status).toBe(401);
    const answer = await fetch(path, { headers: { 'x-api-key': SECRET } });
    expect(await answer.json()).toEqual({ greeting: 'Bonjour' });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('hooks_greetings_total{language="fr"} 1');
  } finally {
    service.kill();
  }
}, 60_000);
