import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../../stack/paths.js';
import { runLoad } from './calls.js';
import { createGateway } from './gateway.js';

export interface LoggerResult {
  readonly calls: number;
  readonly lost: number;
}

export interface StockOptions {
  readonly calls: number;
  readonly concurrency: number;
  readonly say: (line: string) => void;
}

/** Two of the stock logger's flush intervals (5 s), and one more for a slow machine. */
const SETTLE_MS = 15_000;

/** LiteLLM's stock `generic_api` logger and the plugin's, one after the other: same load, same sink, both left to settle. */
export async function compareLoggers(
  options: StockOptions,
): Promise<{ readonly stock: LoggerResult; readonly plugin: LoggerResult }> {
  return { stock: await measure('stock', options), plugin: await measure('plugin', options) };
}

async function measure(
  logger: 'stock' | 'plugin',
  { calls, concurrency, say }: StockOptions,
): Promise<LoggerResult> {
  const gateway = await createGateway();
  const sink = await startSink(gateway.hooksPort);
  try {
    say(`${logger}: starting LiteLLM`);
    await gateway.startLitellm({
      configFile: writeConfig(join(gateway.directory, logger), logger),
      environment: {
        GENERIC_LOGGER_ENDPOINT: `${sink.url}/events`,
        GENERIC_LOGGER_HEADERS: 'x-api-key=bench',
      },
    });
    const started = Date.now();
    const finished = await runLoad({
      url: () => gateway.litellmUrl(),
      key: gateway.key,
      name: logger,
      calls,
      concurrency,
      onProgress: (done) => void (done % 1000 === 0 && say(`${logger}: ${done} calls`)),
    });
    const seconds = (Date.now() - started) / 1000;
    await delay(SETTLE_MS);
    const result = {
      calls: finished.length,
      lost: finished.filter(({ callId }) => !sink.ids.has(callId)).length,
    };
    say(`${logger}: ${(calls / seconds).toFixed(0)} calls/s, ${JSON.stringify(result)}`);
    return result;
  } finally {
    await gateway.stop();
    await sink.stop();
  }
}

/** The committed configuration without the guardrail, and with the logger asked for; beside it the modules it names. */
function writeConfig(directory: string, logger: 'stock' | 'plugin'): string {
  mkdirSync(directory, { recursive: true });
  cpSync(join(projectRoot, 'litellm'), directory, { recursive: true });
  const config = z
    .looseObject({ litellm_settings: z.looseObject({}) })
    .parse(parse(readFileSync(join(projectRoot, 'litellm/config.yaml'), 'utf8')));
  delete config['guardrails'];
  if (logger === 'stock') config.litellm_settings['callbacks'] = ['generic_api'];
  const path = join(directory, 'config.yaml');
  writeFileSync(path, stringify(config));
  return path;
}

const recordsSchema = z.array(z.looseObject({ litellm_call_id: z.string() }));

/** Answers everything at once, and keeps the call ids of the usage records it gets. */
async function startSink(port: number) {
  const ids = new Set<string>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.url === '/events')
        for (const record of recordsSchema.parse(JSON.parse(body))) ids.add(record.litellm_call_id);
      response.setHeader('content-type', 'application/json').end('{"action": "NONE", "hit": false}');
    });
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}`,
    ids,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
