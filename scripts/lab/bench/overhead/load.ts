import { Agent, request as httpRequest } from 'node:http';

/** One LiteLLM to be measured, and whose key asks it. */
export interface Gateway {
  readonly url: string;
  readonly key: string;
}

export interface Reply {
  readonly status: number;
  /** What a cache of either kind says of the answer. */
  readonly hit: boolean;
  readonly compressed: boolean;
  readonly milliseconds: number;
}

export interface Load {
  readonly replies: readonly Reply[];
  readonly requestsPerSecond: number;
}

interface Asking {
  readonly gateway: Gateway;
  readonly prompts: readonly string[];
  readonly stream: boolean;
  readonly connections: number;
}

/** Asks each prompt once, `connections` at a time, each over a kept connection, as an application's client does. */
export async function load({ gateway, prompts, stream, connections }: Asking): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const replies: Reply[] = [];
  const waiting = prompts.values();
  const worker = async () => {
    for (const prompt of waiting) replies.push(await ask(gateway, agent, prompt, stream));
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return { replies, requestsPerSecond: replies.length / seconds };
}

function ask({ url, key }: Gateway, agent: Agent, content: string, stream: boolean): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ model: 'gpt-4o', stream, messages: [{ role: 'user', content }] });
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${key}`,
    };
    const started = performance.now();
    const request = httpRequest(
      `${url}/v1/chat/completions`,
      { method: 'POST', agent, headers },
      (response) => {
        response.resume();
        response.on('end', () => {
          const {
            'x-cache': ours,
            'x-litellm-cache-key': theirs,
            'x-compression': compression,
          } = response.headers;
          resolve({
            status: response.statusCode ?? 0,
            // LiteLLM's own cache names the key of a hit, and of nothing else.
            hit: ours === 'HIT' || (ours === undefined && theirs !== undefined),
            compressed: compression === 'compressed',
            milliseconds: performance.now() - started,
          });
        });
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
