import { jest } from '@jest/globals';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ImageName, getContainerRuntimeClient } from 'testcontainers';
import { startMockProvider, type MockProvider } from '../../scripts/lab/mock-provider/server.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { answers, freePort } from '../../scripts/stack/process.js';
import {
  offlineNpm,
  runBlock,
  shellBlocks,
  startBlock,
  withPath,
  type PageBlock,
  type RunningBlock,
} from '../support/page-commands.js';
import { describeWith, dockerAnswers } from '../support/services.js';

jest.setTimeout(120_000);

/** The image that the page names, or the one that stands in for it; undefined when it is not on this machine. */
async function image(): Promise<string | undefined> {
  const name = process.env['LITELLM_IMAGE'] ?? 'ghcr.io/berriai/litellm:v1.106.2';
  if (!(await dockerAnswers())) return undefined;
  const client = await getContainerRuntimeClient();
  return (await client.image.exists(ImageName.fromString(name))) ? name : undefined;
}

const binary = process.env['LITELLM_BIN'] ?? join(projectRoot, '.venv/bin/litellm');
const installed = existsSync(binary) ? { kind: 'serve', name: binary } : undefined;
const imageName = await image();
const container = imageName === undefined ? undefined : { kind: 'docker', name: imageName };

type Program = NonNullable<typeof installed>;

function performThePage(program: Program): void {
  let folder: string;
  let gateway: string;
  let provider: MockProvider;
  let blocks: PageBlock[];
  let environment: NodeJS.ProcessEnv;
  const running: RunningBlock[] = [];
  const printed = () => running.map((one) => one.printed()).join('\n');
  const inGateway = (text: string) => runBlock(text, { cwd: gateway, environment });
  /** The page's block that has these words. */
  const block = (words: string, wanted = '') => {
    const found = blocks.filter(({ text, kind: one }) => text.includes(words) && one === wanted);
    expect(found).toHaveLength(1);
    return found[0]?.text ?? '';
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'own-litellm-'));
    gateway = join(folder, 'gateway');
    provider = await startMockProvider();
    const [hooksPort, litellmPort] = [await freePort(), await freePort()];
    // The page's commands as they are, but on ports of this test, since others may run beside it.
    blocks = shellBlocks('docs/Own-LiteLLM.md').map((one) => ({
      ...one,
      text: one.text
        .replaceAll('4100', String(hooksPort))
        .replaceAll('4000', String(litellmPort))
        .replace('ghcr.io/berriai/litellm:v1.106.2', program.name),
    }));
    const { PATH, LANG } = process.env;
    environment = withPath(
      {
        ...{ PATH, LANG, HOME: folder, HOOKS_PORT: String(hooksPort) },
        ...{ OPENAI_API_KEY: 'mock', OPENAI_API_BASE: `${provider.url}/v1` },
      },
      offlineNpm(join(folder, 'bin')),
      dirname(binary),
    );
    await runBlock(block('npm pack'), { cwd: projectRoot, environment });
    for (const words of ['npm install', '>config.yaml', '>keys.yaml', '>.env']) await inGateway(block(words));
    // A machine that runs other tests beside this one may take longer than production's deadline.
    appendFileSync(join(gateway, '.env'), 'HOOKS_CALL_TIMEOUT_MS=5000\n');
    running.push(startBlock(block('litellm-hooks', 'serve'), { cwd: gateway, environment }));
    const words = program.kind === 'docker' ? 'docker run' : 'litellm --config';
    running.push(startBlock(block(words, program.kind), { cwd: gateway, environment }));
    const health = `http://127.0.0.1:${litellmPort}/health/readiness`;
    for (let waited = 0; !(await answers(health)); waited += 500) {
      if (waited > 200_000) throw new Error(`LiteLLM does not start:\n${printed()}`);
      await delay(500);
    }
  }, 240_000);
  afterAll(async () => {
    for (const one of running.reverse()) await one.stop();
    await provider?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('the package holds what the page needs, and nothing that only this repository does', () => {
    const inside = (path: string) => existsSync(join(gateway, 'node_modules/litellm-hooks', path));
    expect(
      ['README.md', 'LICENSE', 'config/hooks.yaml', 'models/injection/network.onnx'].filter(
        (path) => !inside(path),
      ),
    ).toEqual([]);
    expect(
      ['dist/test', 'dist/scripts/lab', 'test', 'hooks-server', 'litellm/__pycache__'].filter(inside),
    ).toEqual([]);
    expect(readdirSync(gateway)).toEqual(expect.arrayContaining(['hooks_plugin.py', 'litellm_hooks']));
  });

  it('the second call is a hit, and the next commands tell of it', async () => {
    const ask = block('/v1/chat/completions');
    expect(await inGateway(ask)).toMatch(/^x-cache: MISS\r?$/im);
    const first = readFileSync(join(gateway, 'answer.json'), 'utf8');
    // Somebody who reads on gives the answer the time to be kept.
    const kept = 'set -a; . ./.env; set +a; npx --no-install hooks cache stats --tenant acme';
    for (let tries = 0; tries < 20 && !(await inGateway(kept)).includes('1 entries'); tries++)
      await delay(200);
    const second = await inGateway(ask);
    expect(second).toMatch(/^x-cache: HIT\r?$/im);
    expect(second).toMatch(/^x-cache-kind: exact\r?$/im);
    const content = (text: string) =>
      (JSON.parse(text) as { choices: { message: { content: string } }[] }).choices[0]?.message.content;
    const answered = readFileSync(join(gateway, 'answer.json'), 'utf8');
    expect(content(answered)).toBe(content(first));
    const told = await inGateway(`set -a; . ./.env; set +a\n${block('hooks tail')}`);
    expect(told).toMatch(/acme: 1 entries; 50\.0 % hits of 2 look-ups \(1 exact, 0 semantic\)/);
    expect(told).toMatch(/quota\.updated {2}acme/);
  });

  it('the master key never hits, and says why', async () => {
    const ask = block('/v1/chat/completions').replaceAll('$ACME_VIRTUAL_KEY', '$LITELLM_MASTER_KEY');
    for (let call = 0; call < 2; call++) {
      const headers = await inGateway(ask);
      expect(headers).toMatch(/^x-cache: MISS\r?$/im);
      expect(headers).toMatch(/^x-cache-reason: no-identity\r?$/im);
    }
  });
}

describeWith(installed, 'the page on your own LiteLLM, without Docker', performThePage);
describeWith(container, 'the page on your own LiteLLM, in Docker', performThePage);
