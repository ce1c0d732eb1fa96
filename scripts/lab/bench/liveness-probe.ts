import { Agent, get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';

// In a thread of its own, so that sending large requests does not delay what is measured.

const { url, pauseMs } = z.object({ url: z.url(), pauseMs: z.number() }).parse(workerData);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const latencies: number[] = [];
let stopped = false;

function ask(): Promise<void> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume().once('end', () => {
        latencies.push(performance.now() - began);
        resolve();
      });
    }).once('error', reject);
  });
}

parentPort?.once('message', () => (stopped = true));
while (!stopped) {
  await ask();
  await new Promise((resolve) => setTimeout(resolve, pauseMs));
}
agent.destroy();
parentPort?.postMessage(latencies);
