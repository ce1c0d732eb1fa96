import { Command } from 'commander';
import { runCommand } from '../command-line.js';
import { checkConfiguration } from '../config/check.js';
import { formatProblem } from '../config/problems.js';
import { projectRoot } from '../stack/paths.js';
import { askableModels, askModel, tableOf, type ModelResult } from './ask.js';

interface Options {
  readonly url: string;
  readonly keyVariable: string;
  readonly only?: string;
  readonly timeout: string;
  readonly json?: boolean;
}

async function run({ url, keyVariable, only, timeout, json }: Options): Promise<number> {
  const key = process.env[keyVariable];
  if (!key) {
    console.error(
      `test-models: ${keyVariable} is not set; set it to a key of LiteLLM, or name another by --key-variable.`,
    );
    return 1;
  }
  const { configuration, problems } = checkConfiguration({ root: projectRoot });
  if (problems.length > 0) {
    console.error(problems.map(formatProblem).join('\n'));
    return 1;
  }
  const models = askableModels(configuration.model_list).filter(({ model }) => !only || model.includes(only));
  const results: ModelResult[] = [];
  // One after the other, so that latencies are those of a quiet proxy and no rate limit is met.
  for (const { model, category } of models) {
    if (process.stderr.isTTY) process.stderr.write(`\rasking ${model} ...          `);
    results.push(await askModel(model, category, { url, key, timeoutMs: Number(timeout) * 1000 }));
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const working = results.filter(({ works }) => works).length;
  console.log(json ? JSON.stringify({ ok: working === results.length, results }) : tableOf(results));
  if (!json) console.log(`${working} of ${results.length} models work.`);
  return results.length > 0 && working === results.length ? 0 : 1;
}

const program = new Command('test-models')
  .description(
    'Ask every configured model one short question through a running LiteLLM; wildcards are left out.',
  )
  .option('--url <address>', 'LiteLLM', process.env['LITELLM_URL'] ?? 'http://127.0.0.1:4000')
  .option('--key-variable <name>', 'environment variable with the key to ask with', 'LITELLM_MASTER_KEY')
  .option('--only <text>', 'only models whose name contains this')
  .option('--timeout <seconds>', 'longest wait for one answer', '60')
  .option('--json', 'print JSON')
  .action(async (options: Options) => {
    process.exitCode = await run(options);
  });
await runCommand(async () => void (await program.parseAsync()));
