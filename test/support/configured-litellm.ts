import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkConfiguration } from '../../scripts/config/check.js';
import { formatProblem } from '../../scripts/config/problems.js';
import { stageConfiguration } from '../../scripts/config/real-litellm.js';
import { startLitellm } from '../../scripts/stack/litellm.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import { freePort, type ServiceProcess } from '../../scripts/stack/process.js';
import { SHORT_RETRIES } from './litellm-proxy.js';
import { startRecordingProvider, type RecordingProvider } from './recording-provider.js';

export interface ConfiguredLitellmOptions {
  readonly profile?: string;
  /** Stand in for the committed files of these names. */
  readonly tenants?: string;
  readonly virtualKeys?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly hooksUrl?: string;
  readonly hooksSecret?: string;
}

/** Real LiteLLM with a configuration built from the committed providers, in front of one recording provider. */
export interface ConfiguredLitellm extends AsyncDisposable {
  readonly url: string;
  readonly masterKey: string;
  readonly provider: RecordingProvider;
  readonly models: readonly string[];
  readonly keysFile: string;
  readonly logFile: string;
  /** Stops LiteLLM and starts it again with the same files. */
  restart(): Promise<void>;
  post(path: string, key: string, body: unknown): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The addresses of each provider, as the environment gives them, all on one mock. */
export function providerAddresses(url: string): NodeJS.ProcessEnv {
  const addresses = {
    OPENAI_API_BASE: '/openai/v1',
    AZURE_API_BASE: '/azure',
    AWS_BEDROCK_RUNTIME_ENDPOINT: '/bedrock',
    ANTHROPIC_API_BASE: '/anthropic',
    GEMINI_API_BASE: '/gemini/v1beta',
    VERTEXAI_API_BASE: '',
    GROQ_API_BASE: '/groq/openai/v1',
    OPENROUTER_API_BASE: '/openrouter/api/v1',
    CEREBRAS_API_BASE: '/cerebras/v1',
    VOYAGE_API_BASE: '/voyage/v1',
    TEI_API_BASE: '/tei/v1',
  };
  return Object.fromEntries(Object.entries(addresses).map(([name, path]) => [name, `${url}${path}`]));
}

/** A credential that says whose it is. */
export const credentialOf = (name: string) => ['sk', 'mock', name.toLowerCase()].join('-');

export function providerCredentials(): NodeJS.ProcessEnv {
  const names = ['OPENAI', 'AZURE', 'ANTHROPIC', 'GEMINI', 'GROQ', 'OPENROUTER', 'CEREBRAS', 'VOYAGE', 'TEI'];
  return {
    ...Object.fromEntries(names.map((name) => [`${name}_API_KEY`, credentialOf(name)])),
    AWS_ACCESS_KEY_ID: 'mock-access',
    AWS_SECRET_ACCESS_KEY: credentialOf('aws'),
    AWS_REGION_NAME: 'eu-central-1',
  };
}

export async function startConfiguredLitellm(
  options: ConfiguredLitellmOptions = {},
): Promise<ConfiguredLitellm> {
  const root = mkdtempSync(join(tmpdir(), 'configured-'));
  cpSync(join(projectRoot, 'config'), join(root, 'config'), { recursive: true });
  const keysFile = join(root, 'config/virtual_keys.yaml');
  writeFileSync(keysFile, options.virtualKeys ?? 'virtual_keys: []\n');
  if (options.tenants !== undefined) writeFileSync(join(root, 'config/tenants.yaml'), options.tenants);
  const { text, models, problems } = checkConfiguration({ root, profile: options.profile ?? 'default' });
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
  const staged = stageConfiguration(text, projectRoot);
  const provider = await startRecordingProvider();
  const masterKey = `sk-${randomBytes(12).toString('hex')}`;
  const port = await freePort();
  const logFile = join(root, 'litellm.log');
  const start = () =>
    startLitellm({
      port,
      hooksUrl: options.hooksUrl ?? 'http://127.0.0.1:9',
      hooksSecret: options.hooksSecret ?? masterKey,
      masterKey,
      configFile: staged.path,
      logFile,
      environment: {
        ...SHORT_RETRIES,
        ...providerAddresses(provider.url),
        ...providerCredentials(),
        VIRTUAL_KEYS_FILE: keysFile,
        ...options.environment,
      },
    });
  let litellm: ServiceProcess = await start();
  return {
    url: litellm.url,
    masterKey,
    provider,
    models,
    keysFile,
    logFile,
    async restart() {
      await litellm.stop();
      litellm = await start();
    },
    async post(path, key, body) {
      const response = await fetch(`${litellm.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify(body),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    async [Symbol.asyncDispose]() {
      // At once: without a hook service a graceful stop would wait for events that nobody takes.
      await litellm.stop('SIGKILL');
      await provider[Symbol.asyncDispose]();
      staged.remove();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
