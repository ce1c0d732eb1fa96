import { Command } from 'commander';
import { createGateway, type Gateway } from './gateway-client.js';
import { createServiceClient } from './service-client.js';
import {
  askingChecks,
  readingChecks,
  runChecks,
  type CheckResult,
  type SmokeTargets,
} from './smoke-checks.js';

interface SmokeOptions {
  readonly url: string;
  readonly hooksUrl: string;
  readonly metricsUrl?: string;
  readonly keyVariable: string;
  readonly model: string;
  readonly call?: boolean;
  readonly json?: boolean;
}

const HELP = `
Without --call it only reads. With it, one short question is asked, which its provider may charge, and its event is looked for.
Secrets come from the environment: HOOKS_SECRET, HOOKS_SERVER_ADMIN_SECRET, and the virtual key.

Exit codes: 0 nothing failed (warnings and skipped checks are told), 1 something did.
`;

const SIGNS = { ok: 'ok     ', warn: 'WARN   ', failed: 'FAILED ', skipped: 'skipped' } as const;

/** `smoke`: whether a deployment is up and wired. */
export function smokeCommand(print: (text: string) => void, environment: NodeJS.ProcessEnv): Command {
  return new Command('smoke')
    .description(
      'Check a running deployment: LiteLLM, the hook service, their secrets; with --call one call.',
    )
    .option('--url <address>', 'LiteLLM', environment['LITELLM_URL'] ?? 'http://127.0.0.1:4000')
    .option('--hooks-url <address>', 'the hook service', environment['HOOKS_URL'] ?? 'http://127.0.0.1:4100')
    .option('--metrics-url <address>', "the hook service's metrics, where they have a port of their own")
    .option('--key-variable <name>', 'environment variable with a virtual key', 'LITELLM_KEY')
    .option('--model <name>', 'model group to look for', 'gpt-4o')
    .option('--call', 'make one call, and look for its event')
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(async (options: SmokeOptions) => {
      const targets = targetsOf(options, environment);
      const told = ({ check, result, says }: CheckResult) => {
        if (!options.json) print(`${SIGNS[result]}  ${check}: ${says}`);
      };
      const checks = { ...readingChecks, ...(options.call && askingChecks()) };
      const results = await runChecks(checks, targets, told);
      const failures = results.filter(({ result }) => result === 'failed').length;
      if (options.json) print(JSON.stringify({ ok: failures === 0, checks: results }));
      else print(failures === 0 ? 'Nothing failed.' : `${failures} of ${results.length} checks failed.`);
      if (failures > 0) process.exitCode = 1;
    });
}

const TIMEOUT_MS = 15_000;

function targetsOf(options: SmokeOptions, environment: NodeJS.ProcessEnv): SmokeTargets {
  const { HOOKS_SECRET: secret, HOOKS_SERVER_ADMIN_SECRET: adminSecret } = environment;
  const key = environment[options.keyVariable] || undefined;
  const hooks = createGateway(options.hooksUrl, undefined, TIMEOUT_MS);
  return {
    gateway: createGateway(options.url, key, 60_000),
    hooks,
    asLitellm: secret ? withSecret(hooks, secret) : undefined,
    admin: createServiceClient(options.hooksUrl, adminSecret || secret || undefined),
    metricsUrl: options.metricsUrl,
    model: options.model,
    hasKey: key !== undefined,
  };
}

function withSecret(hooks: Gateway, secret: string): Gateway {
  return { ...hooks, post: (path, body) => hooks.post(path, body, { 'x-api-key': secret }) };
}
