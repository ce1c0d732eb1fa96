import { Command, InvalidArgumentError } from 'commander';
import { count } from '../command-line.js';
import { table } from '../table.js';
import { createGateway, faultOf, isLoopback, keyFrom, type Gateway } from './gateway-client.js';
import { runLoad, type LoadOutcome, type LoadResult } from './load.js';
import { CommandError } from './service-client.js';

interface LoadTestOptions {
  readonly url: string;
  readonly keyVariable: string;
  readonly model: string;
  readonly rate: number;
  readonly concurrency: number;
  readonly duration: number;
  readonly questions: number;
  readonly prompt?: string;
  readonly stream?: boolean;
  readonly anywhere?: boolean;
  readonly maxErrors: number;
  readonly json?: boolean;
}

const HELP = `
Each request is a chat completion, and costs what its provider takes for it. Requests are sent by a timetable, and latency
counts from when one was due: a gateway that cannot keep up shows in the latencies and in a throughput below the rate.

Exit codes: 0 as many errors as may be, or fewer (--max-errors); 1 more, or nothing could be sent. A 429 is no error.
`;

/** `load-test`: how a running gateway holds up under a steady rate of calls. */
export function loadTestCommand(print: (text: string) => void, environment: NodeJS.ProcessEnv): Command {
  return new Command('load-test')
    .description('Send chat calls through LiteLLM at a steady rate; latency, errors, 429s and cache hits.')
    .option('--url <address>', 'LiteLLM', environment['LITELLM_URL'] ?? 'http://127.0.0.1:4000')
    .option('--key-variable <name>', 'environment variable with the virtual key to ask with', 'LITELLM_KEY')
    .option('--model <name>', 'model group to ask', 'gpt-4o')
    .option('--rate <n>', 'requests a second', positive, 10)
    .option('--concurrency <n>', 'requests under way at a time, at most', count, 50)
    .option('--duration <seconds>', 'how long', positive, 30)
    .option(
      '--questions <n>',
      'different questions, in turn; more than are sent: none comes twice',
      count,
      20,
    )
    .option('--prompt <text>', 'a text in front of each question')
    .option('--stream', 'ask for streams; an answer counts when all of it is there')
    .option('--anywhere', 'allow an address that is not this machine')
    .option('--max-errors <n>', 'errors that may be', wholeNumber, 0)
    .option('--json', 'print JSON')
    .addHelpText('after', HELP)
    .action(async (options: LoadTestOptions) => {
      const gateway = createGateway(options.url, keyFrom(options.keyVariable, environment));
      if (!isLoopback(gateway.url) && !options.anywhere)
        throw new CommandError(
          `${new URL(gateway.url).host} is not this machine; a load test there needs --anywhere.`,
        );
      await requireAnswer(gateway);
      const { rate, concurrency, duration } = options;
      const result = await runLoad({ rate, concurrency, seconds: duration }, (index) =>
        ask(gateway, options, index),
      );
      if (options.json) print(JSON.stringify({ rate, concurrency, ...result }));
      else describe(result, options).forEach(print);
      if (result.errors > options.maxErrors) process.exitCode = 1;
    });
}

async function requireAnswer(gateway: Gateway): Promise<void> {
  try {
    await gateway.get('/health/liveliness');
  } catch (error) {
    throw new CommandError(`LiteLLM does not answer at ${gateway.url} (${faultOf(error)}).`, {
      cause: error,
    });
  }
}

async function ask(
  gateway: Gateway,
  { model, prompt, questions, stream = false }: LoadTestOptions,
  index: number,
): Promise<LoadOutcome> {
  const question = `Which berth of the harbour has number ${1_000 + (index % questions)}?`;
  const content = prompt === undefined ? question : `${prompt}\n\n${question}`;
  try {
    const { status, headers } = await gateway.post('/v1/chat/completions', {
      model,
      stream,
      temperature: 0,
      messages: [{ role: 'user', content }],
    });
    const cache = headers.get('x-cache');
    return { status, ...(cache !== null && { cache }) };
  } catch (error) {
    return { status: 0, fault: faultOf(error) };
  }
}

function describe(result: LoadResult, { rate, concurrency }: LoadTestOptions): string[] {
  const { latencyMs, errorsBy, cache } = result;
  const rows: (readonly [string, string | number])[] = [
    ['requests', result.requests],
    ['seconds', result.seconds],
    [`answers a second (of ${rate} sent, ${concurrency} at a time)`, result.throughput],
    ['latency p50, ms', latencyMs.p50],
    ['latency p95, ms', latencyMs.p95],
    ['latency p99, ms', latencyMs.p99],
    ['latency longest, ms', latencyMs.max],
    ...Object.entries(cache).map(([name, n]) => [`X-Cache: ${name}`, n] as const),
    ['429 (rate limits)', result.rateLimited],
    ['errors', result.errors],
    ...Object.entries(errorsBy).map(([name, n]) => [`  ${name}`, n] as const),
  ];
  return [table(['load test', ''], rows)];
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('Expected a number above 0.');
  return value;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('Expected a whole number from 0 on.');
  return value;
}
