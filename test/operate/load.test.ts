import { setTimeout as delay } from 'node:timers/promises';
import { isLoopback } from '../../scripts/operate/gateway-client.js';
import { runLoad } from '../../scripts/operate/load.js';

const instant = () => Promise.resolve({ status: 200 });

test('requests are sent by a timetable, and not faster', async () => {
  const result = await runLoad({ rate: 100, concurrency: 10, seconds: 0.5 }, instant);
  expect(result.requests).toBe(50);
  // The last is due after 490 ms.
  expect(result.seconds).toBeGreaterThanOrEqual(0.4);
});

test('no more are under way at a time than may be', async () => {
  let [underWay, most] = [0, 0];
  const send = async () => {
    most = Math.max(most, ++underWay);
    await delay(10);
    underWay -= 1;
    return { status: 200 };
  };
  await runLoad({ rate: 10_000, concurrency: 7, seconds: 0.01 }, send);
  expect(most).toBe(7);
});

test('latency counts from when a request was due, also of those that waited behind a slow one', async () => {
  const send = async (index: number) => {
    if (index === 0) await delay(300);
    return { status: 200 };
  };
  const { latencyMs } = await runLoad({ rate: 100, concurrency: 1, seconds: 0.2 }, send);
  // One slow answer, and 19 that were due while it took its time: measured from their sending all but one were instant.
  expect(latencyMs.p50).toBeGreaterThan(100);
});

test('answers, rate limits and errors are told apart, and only answers have a latency', async () => {
  const outcomes = [
    { status: 200, cache: 'HIT' },
    { status: 200, cache: 'MISS' },
    { status: 200 },
    { status: 429 },
    { status: 500 },
    { status: 0, fault: 'ECONNREFUSED' },
  ];
  const result = await runLoad({ rate: 6_000, concurrency: 1, seconds: 0.001 }, (index) =>
    Promise.resolve(outcomes[index] ?? { status: 599 }),
  );
  expect(result).toMatchObject({
    requests: 6,
    ok: 3,
    rateLimited: 1,
    errors: 2,
    errorsBy: { 500: 1, ECONNREFUSED: 1 },
    cache: { HIT: 1, MISS: 1, none: 1 },
  });
});

test('without any answer the latencies are 0, and nothing is divided by nothing', async () => {
  const result = await runLoad({ rate: 100, concurrency: 1, seconds: 0.01 }, () =>
    Promise.resolve({ status: 500 }),
  );
  expect(result.latencyMs).toEqual({ p50: 0, p95: 0, p99: 0, max: 0 });
  expect(result.throughput).toBe(0);
});

test.each([
  ['http://127.0.0.1:4000', true],
  ['http://localhost', true],
  ['http://[::1]:4000', true],
  ['http://127.1.2.3', true],
  ['http://127.0.0.1.example.com', false],
  ['http://localhost.example.com', false],
  ['https://10.0.0.1', false],
  ['http://0.0.0.0:4000', false],
])('%s is this machine: %s', (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});
