import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { stringify } from 'yaml';
import { createLiveConfiguration } from '../../../hooks-server/configuration/live.js';
import { loadConfiguration } from '../../../hooks-server/configuration/settings.js';
import { createService } from '../../../hooks-server/composition/service.js';
import { listen } from '../../../hooks-server/http/server.js';
import { createLog } from '../../../hooks-server/telemetry/log.js';
import { nextCall, seeded, tenants, type PlannedCall } from './traffic.js';

/** The hook service in this process, with an hour of calls behind it. */
export interface Demonstration {
  readonly url: string;
  readonly secret: string;
  /** One call that was compressed, for a person to look up. */
  readonly callId: string;
  stop(): Promise<void>;
}

const MINUTES = 60;
const CALLS_A_MINUTE = 16;
const SEED = 19;

/**
 * Starts the service with a clock of its own and sends it the calls of an hour through its routes, as the plugin does. The
 * figures are those of the real cache, compression and detection; only the time between two calls is left out.
 */
export async function startDemonstration(say: (line: string) => void): Promise<Demonstration> {
  const directory = mkdtempSync(join(tmpdir(), 'hooks-console-'));
  const clock = shiftClock(MINUTES);
  const secret = randomUUID();
  const { live, service, server } = await startService(directory, secret);
  const url = `http://127.0.0.1:${(server.address as AddressInfo).port}`;
  const cookie = await signIn(url, secret);
  const random = seeded(SEED);
  let callId = '';
  for (let minute = 0; minute < MINUTES; minute += 1) {
    // Busier in the middle of the hour, and never the same twice.
    const calls = Math.round(
      CALLS_A_MINUTE * (0.6 + 0.5 * Math.sin((minute / MINUTES) * Math.PI) + 0.3 * random()),
    );
    for (let call = 0; call < calls; call += 1) {
      const made = await makeCall({ url, secret }, nextCall(random), 1 + Math.floor(random() * 3));
      if (made.wasCompressed) callId = made.callId;
      clock.advance(60_000 / calls);
    }
    // The service reads its counters every fifteen seconds of a real clock; here, once a minute of this one.
    await fetch(`${url}/console/overview`, { headers: { cookie } });
    if (minute % 10 === 9) say(`minute ${minute + 1} of ${MINUTES}`);
  }
  clock.end();
  await untilDelivered(url, cookie);
  return {
    url,
    secret,
    callId,
    async stop() {
      live.close();
      service.beginStop();
      await server.finish(1_000);
      await service.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function startService(directory: string, secret: string) {
  const files = { hooks: join(directory, 'hooks.yaml'), tenants: join(directory, 'tenants.yaml') };
  writeFileSync(
    files.hooks,
    stringify({
      cache: { sampling: { share: 0.12 }, deadlineMs: 1_000 },
      compression: { deadlineMs: 2 * MINUTES * 60_000 },
    }),
  );
  writeFileSync(
    files.tenants,
    stringify({
      tenants: tenants.map(({ id }) => ({ id, ...(id === 'legal-search' && { cache: { mode: 'shadow' } }) })),
    }),
  );
  const environment = {
    HOOKS_SECRET: secret,
    HOOKS_DATA_DIR: join(directory, 'data'),
    HOOKS_PORT: '0',
    HOOKS_HOST: '127.0.0.1',
  };
  const initial = loadConfiguration(files, environment);
  const log = createLog('error');
  const live = createLiveConfiguration({ files, environment, initial, log });
  const service = await createService({ ...live, version: '0.2.0', log });
  const server = await listen(service.app, initial.settings.server);
  return { live, service, server };
}

/** Lets `Date.now` begin so many minutes ago and stand still until it is advanced. */
function shiftClock(minutes: number) {
  const real = Date.now.bind(Date);
  let now = real() - minutes * 60_000;
  Date.now = () => Math.floor(Math.min(now, real()));
  return {
    advance: (ms: number) => void (now += ms),
    end: () => void (now = Infinity),
  };
}

/** What an hour left waiting is added up in a moment; the page is not to look as if it were late. */
async function untilDelivered(url: string, cookie: string): Promise<void> {
  const end = AbortSignal.timeout(60_000);
  for (;;) {
    const response = await fetch(`${url}/console/overview`, { headers: { cookie }, signal: end });
    const { delivery } = (await response.json()) as { delivery: { readers: { backlog: number }[] } };
    if (delivery.readers.every(({ backlog }) => backlog === 0)) return;
    await delay(500, undefined, { signal: end });
  }
}

async function signIn(url: string, secret: string): Promise<string> {
  const response = await fetch(`${url}/console/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

interface Target {
  readonly url: string;
  readonly secret: string;
}

async function makeCall(target: Target, planned: PlannedCall, key: number) {
  const callId = randomUUID();
  const { tenant, model, system, text } = planned;
  const keyHash = createHash('sha256').update(`${tenant} ${key}`).digest('hex');
  const question = {
    callId,
    callType: 'acompletion',
    model,
    identity: { keyHash, keyAlias: `${tenant}-${key}`, teamId: tenant, keyMetadata: { tenant_id: tenant } },
    request: {
      model,
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: text },
      ],
    },
    completesStreams: true,
  };
  const answer = (await post(target, '/calls', question)) as {
    cache?: { hit?: boolean; store?: boolean };
    facts?: string;
    changes?: readonly unknown[];
  };
  const { facts } = answer;
  const isHit = answer.cache?.hit === true;
  const stores =
    !isHit && answer.cache?.store === true
      ? [{ call: question, facts, value: valueOf(callId, planned) }]
      : [];
  await post(target, '/calls/ended', {
    records: [{ ...recordOf(callId, keyHash, planned, isHit), facts }],
    stores,
  });
  return { callId, wasCompressed: answer.changes !== undefined };
}

function valueOf(callId: string, { answer, promptTokens, completionTokens }: PlannedCall) {
  const usage = {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
  const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: answer } }];
  return {
    timestamp: Date.now() / 1_000,
    response: { id: `chatcmpl-${callId}`, object: 'chat.completion', choices, usage },
  };
}

function recordOf(callId: string, keyHash: string, planned: PlannedCall, isHit: boolean) {
  const { tenant, model, promptTokens, completionTokens, costUsd } = planned;
  const now = Date.now() / 1_000;
  return {
    id: `chatcmpl-${callId}`,
    litellm_call_id: callId,
    call_type: 'acompletion',
    status: 'success',
    cache_hit: isHit,
    custom_llm_provider: 'openai',
    model: `openai/${model}`,
    model_group: model,
    startTime: now,
    endTime: now + (isHit ? 0.02 : 1.4),
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    response_cost: isHit ? 0 : costUsd,
    saved_cache_cost: isHit ? costUsd : 0,
    metadata: {
      user_api_key_hash: keyHash,
      user_api_key_team_id: tenant,
      user_api_key_auth_metadata: { tenant_id: tenant },
    },
  };
}

async function post({ url, secret }: Target, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': secret },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return response.json();
}
