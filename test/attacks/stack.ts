import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { checkConfiguration } from '../../scripts/config/check.js';
import { formatProblem } from '../../scripts/config/problems.js';
import { stageConfiguration } from '../../scripts/config/real-litellm.js';
import { projectRoot } from '../../scripts/stack/paths.js';
import {
  startGatewayStack,
  type Answered,
  type GatewayStack,
  type GatewayStackOptions,
  type KeyEntry,
} from '../support/gateway-stack.js';
import type { LitellmRuntime } from '../support/litellm-proxy.js';
import { isQuota, quotaOf, type StoredEvent } from '../support/outbox-files.js';
import { startScriptedProvider, type Received, type ScriptedProvider } from '../support/scripted-provider.js';

export type RouteRow = readonly [method: string, template: string];

/** The gateway with a provider that remembers every request, whatever its path. */
export interface AttackedStack extends GatewayStack {
  readonly target: ScriptedProvider;
  /** Any request to LiteLLM with the key of that name. */
  request(
    key: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answered>;
  /** What the provider got for a request with this text somewhere in it. */
  sentWith(marker: string): readonly Received[];
  /** Every route that this LiteLLM serves, as [method, template]; only with `ownKeys`. */
  routes(): Promise<RouteRow[]>;
  /** The usage of all successful calls that an event told of with this correlation id. */
  usageOf(correlationId: string): Promise<readonly ReturnType<typeof quotaOf>[]>;
}

export interface AttackedOptions extends Omit<GatewayStackOptions, 'litellmConfig'> {
  /** Keys that LiteLLM itself has, as fields of its own object for one, beside those of the key file. */
  readonly ownKeys?: Readonly<Record<string, KeyEntry>>;
  /** Changes LiteLLM's configuration. */
  readonly configure?: (configuration: Configuration) => void;
}

export interface Configuration {
  readonly model_list: { model_name: string; litellm_params: Record<string, unknown>; model_info: object }[];
  readonly litellm_settings: Record<string, unknown>;
  readonly general_settings: Record<string, unknown>;
  readonly router_settings: Record<string, unknown>;
}

/** Half of the requests are odd, and LiteLLM would try each four times. */
function stage({ transport, configure, ownKeys }: AttackedOptions) {
  const built = checkConfiguration({ root: projectRoot, ...(transport && { transport }) });
  if (built.problems.length > 0) throw new Error(built.problems.map(formatProblem).join('\n'));
  const configuration = parse(built.text) as Configuration;
  configuration.litellm_settings['num_retries'] = 0;
  configuration.router_settings['num_retries'] = 0;
  if (ownKeys) configuration.general_settings['custom_auth'] = 'own_keys.authenticate';
  configure?.(configuration);
  return stageConfiguration(stringify(configuration), projectRoot);
}

const MODULES = ['own_keys.py', 'list_routes.py'];

/** Puts keys of LiteLLM's own beside a configuration; gives them by their names. */
function stageOwnKeys(folder: string, entries: Readonly<Record<string, KeyEntry>>): Record<string, string> {
  const keys = Object.fromEntries(
    Object.keys(entries).map((name) => [name, `sk-${randomBytes(16).toString('hex')}`]),
  );
  const rows = Object.entries(entries).map(([name, entry]) => {
    const hash = createHash('sha256')
      .update(keys[name] ?? '')
      .digest('hex');
    return [hash, { key_alias: name, ...entry }];
  });
  for (const name of MODULES) copyFileSync(join(projectRoot, 'test/litellm', name), join(folder, name));
  writeFileSync(join(folder, 'own_keys.json'), JSON.stringify(Object.fromEntries(rows)));
  return keys;
}

export async function startAttackedStack(
  start: LitellmRuntime,
  options: AttackedOptions,
): Promise<AttackedStack> {
  const target = await startScriptedProvider();
  const staged = stage(options);
  const ownKeys = options.ownKeys && stageOwnKeys(dirname(staged.path), options.ownKeys);
  const stack = await startGatewayStack(start, {
    ...options,
    litellmConfig: staged.path,
    hooksEnvironment: { HOOKS_CACHE_SAMPLING_SHARE: '0', ...options.hooksEnvironment },
    litellmEnvironment: {
      OPENAI_API_BASE: `${target.url}/v1`,
      ANTHROPIC_API_BASE: target.url,
      LITELLM_DISABLE_LAZY_ROUTES: 'True',
      ...options.litellmEnvironment,
    },
  });
  const keys = { ...stack.keys, ...ownKeys };
  return {
    ...stack,
    target,
    keys,
    post: (key, ...rest) => stack.post(keys[key] ?? key, ...rest),
    request: (key, method, path, body, headers) =>
      request(stack, { key: keys[key] ?? key, method, path, body, headers }),
    sentWith: (marker) => target.received.filter((got) => JSON.stringify(got).includes(marker)),
    async routes() {
      // Effective routes are made with the first request: some seconds of work.
      await fetch(`${stack.litellm().url}/v1/models`, {
        headers: { authorization: `Bearer ${stack.masterKey}` },
        signal: AbortSignal.timeout(120_000),
      });
      return JSON.parse(readFileSync(join(dirname(staged.path), 'routes.json'), 'utf8')) as RouteRow[];
    },
    async usageOf(correlationId) {
      const own = (events: readonly StoredEvent[]) =>
        events.filter((one) => isQuota(one) && one.event.correlationId === correlationId);
      return own(await stack.events((events) => own(events).length > 0, 5)).map(quotaOf);
    },
    async stop() {
      await stack.stop();
      await target.stop();
      staged.remove();
    },
  };
}

interface Asked {
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

async function request(
  stack: GatewayStack,
  { key, method, path, body, headers: more }: Asked,
): Promise<Answered> {
  const started = performance.now();
  const response = await fetch(`${stack.litellm().url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...more,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    // A page, or nothing.
  }
  const { status, headers } = response;
  const callId = headers.get('x-litellm-call-id') ?? '';
  return { status, headers, text, json, callId, milliseconds: performance.now() - started };
}

/** The sentence of an error as LiteLLM gives it; empty for an answer that is none. */
export function sentenceOf({ json }: Answered): string {
  const message = (json as { error?: { message?: unknown } } | null)?.error?.message;
  return typeof message === 'string' ? message : '';
}

let asked = 0;
/** A word that no other request has. */
export const marker = (name: string) => `${name}-${process.pid}-${asked++}-end`;
