import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { readSecretFiles } from '../../hooks-server/configuration/secret-files.js';
import { startComposeStack } from './compose-stack.js';
import { startLocalStack, type LocalStack } from './local-stack.js';
import { makeTour, type TourStack } from './make-tour.js';
import { tourReport } from './report.js';
import { tourSteps } from './steps.js';

const say = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { exit: { type: 'boolean' }, compose: { type: 'boolean' } } });
  const stopAsked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const local = values.compose ? undefined : await startLocalStack(say);
  const stack: TourStack & { mocked: boolean } = local ?? startComposeStack(say);
  try {
    say('Making the tour ...');
    const result = await makeTour(stack, tourSteps());
    process.stdout.write(tourReport(result));
    const passed = result.failures.length === 0;
    if (values.exit) {
      say(passed ? 'Each step showed what it should.' : 'The tour did not show what it should.');
      return passed ? 0 : 1;
    }
    process.stdout.write(whereToSend(stack, local));
    if (local) await stopAsked;
    return passed ? 0 : 1;
  } finally {
    if (local) {
      say('Stopping ...');
      await local.stop();
      say('Stopped.');
    }
  }
}

function whereToSend(
  { url, keys, model, mocked }: TourStack & { mocked: boolean },
  local?: LocalStack,
): string {
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }] });
  return [
    '',
    `LiteLLM listens on ${url}${mocked ? ' (a mock provider answers after 400 ms; set OPENAI_API_KEY for a real one)' : ''}. Try, twice:`,
    '',
    `  curl -i ${url}/v1/chat/completions -H 'Authorization: Bearer ${keys.acme}' \\`,
    `    -H 'Content-Type: application/json' -d '${body}'`,
    '',
    ...(local
      ? [
          'and in another terminal, in this folder, what happened to it:',
          '',
          `  export HOOKS_URL=${local.hooksUrl} HOOKS_SECRET=${local.secret}`,
          '  npm run -s hooks -- tail events --follow',
          '  npm run -s hooks -- explain CALL_ID    # the x-litellm-call-id of an answer',
          '',
          `or in a browser, signed in with ${process.env['HOOKS_SERVER_ADMIN_SECRET'] ? 'the admin secret' : 'that secret'}: ${local.hooksUrl}/console`,
          '',
        ]
      : []),
    local
      ? `Events and logs are in ${local.dataDir}. Ctrl-C stops everything.`
      : '`docker compose down` stops everything.',
    '',
  ].join('\n');
}

try {
  readSecretFiles(process.env);
  process.exitCode = await main();
} catch (error) {
  say(`quickstart: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
