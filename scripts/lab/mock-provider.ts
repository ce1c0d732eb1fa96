import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { startMockProvider } from './mock-provider/server.js';

const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '9090' },
    delay: { type: 'string', default: '0' },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help) {
  console.log('Usage: node dist/scripts/lab/mock-provider.js [--host 127.0.0.1] [--port 9090] [--delay MS]');
  console.log(
    "A provider without a model: OpenAI's and Anthropic's routes, deterministic answers, honest usage.",
  );
} else {
  const provider = await startMockProvider({
    host: values.host,
    port: Number(values.port),
    delayMs: Number(values.delay),
  });
  console.log(`The mock provider listens on ${provider.url}`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await provider.stop();
}
