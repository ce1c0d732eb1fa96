import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHookService } from '../../stack/hook-service.js';
import { startLitellm } from '../../stack/litellm.js';
import { freePort, type ServiceProcess } from '../../stack/process.js';
import { startMockProvider } from '../mock-provider/server.js';

export interface CostStack {
  readonly url: string;
  /** Of a tenant with the hooks, or without. */
  keyOf(tenant: string, hooks: boolean): string;
  /** USD of a tenant's calls as its quota events add up. */
  spentBy(tenant: string): Promise<number>;
  stop(): Promise<void>;
}

/** As long as a model's short answer. */
const ANSWER_WORDS = 120;

/**
 * Real LiteLLM, a hook service and the mock provider. Each tenant is there twice: `hooks: off` in a key's metadata has
 * nothing asked before its calls, so that both halves of the comparison go the same way.
 */
export async function startCostStack(tenants: readonly string[]): Promise<CostStack> {
  const directory = mkdtempSync(join(tmpdir(), 'cost-report-'));
  const secret = randomBytes(16).toString('hex');
  const names = tenants.flatMap((tenant) => [`${tenant}-on`, `${tenant}-off`]);
  const keys = new Map(names.map((name) => [name, `sk-${randomBytes(16).toString('hex')}`]));
  const keyFile = join(directory, 'virtual_keys.yaml');
  const entries = [...keys].map(([name, key]) => ({
    key: `sha256:${createHash('sha256').update(key).digest('hex')}`,
    alias: name,
    team_id: name,
    metadata: { tenant_id: name, ...(name.endsWith('-off') && { hooks: 'off' }) },
  }));
  // JSON is YAML.
  writeFileSync(keyFile, JSON.stringify({ virtual_keys: entries }));
  const provider = await startMockProvider({ answerWords: ANSWER_WORDS, keep: 1 });
  const started: ServiceProcess[] = [];
  const stop = async () => {
    for (const service of started.reverse()) await service.stop();
    await provider.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const [hooksPort, litellmPort] = [await freePort(), await freePort()];
    const hooks = await startHookService({
      port: hooksPort,
      secret,
      dataDir: join(directory, 'data'),
      logFile: join(directory, 'hooks.log'),
      environment: {
        HOOKS_EVENTS_NATS_SERVERS: '',
        NATS_URL: '',
        REDIS_URL: '',
        // A sampled hit goes to the provider: it is an estimate of the cache, and no part of what it saves.
        HOOKS_CACHE_SAMPLING_SHARE: '0',
        // One machine does everything here.
        HOOKS_COMPRESSION_DEADLINE_MS: '4000',
        HOOKS_CACHE_DEADLINE_MS: '2000',
      },
    });
    started.push(hooks);
    const litellm = await startLitellm({
      port: litellmPort,
      hooksUrl: hooks.url,
      hooksSecret: secret,
      masterKey: `sk-${randomBytes(24).toString('hex')}`,
      logFile: join(directory, 'litellm.log'),
      environment: {
        VIRTUAL_KEYS_FILE: keyFile,
        OPENAI_API_BASE: `${provider.url}/v1`,
        OPENAI_API_KEY: 'mock',
        HOOKS_CALL_TIMEOUT_MS: '8000',
      },
    });
    started.push(litellm);
    return {
      url: litellm.url,
      keyOf: (tenant, on) => keys.get(`${tenant}-${on ? 'on' : 'off'}`) ?? '',
      async spentBy(tenant) {
        const response = await fetch(`${hooks.url}/admin/quota/tenants/${tenant}?period=total`, {
          headers: { 'x-api-key': secret },
        });
        return ((await response.json()) as { costUsd: number }).costUsd;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
