import { Agent, request as httpRequest } from 'node:http';

/** One LiteLLM to be measured, and what its callers send along. */
export interface Gateway {
  readonly url: string;
  readonly key: string;
}

export interface Reply {
  readonly status: number;
  /** What a cache of either kind says of the answer. */
  readonly hit: boolean;
  readonly milliseconds: number;
}

/** A kept connection for each of `connections` callers, as an application's own client would keep. */
export function createClient({ url, key }: Gateway, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const ask = (content: string) =>
    new Promise<Reply>((resolve, reject) => {
      const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] });
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
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              // LiteLLM's own cache names the key of a hit, and of nothing else.
              hit:
                response.headers['x-cache'] === 'HIT' ||
                (response.headers['x-cache'] === undefined &&
                  response.headers['x-litellm-cache-key'] !== undefined),
              milliseconds: performance.now() - started,
            }),
          );
          response.on('error', reject);
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  return { ask, close: () => agent.destroy() };
}

export interface Load {
  readonly replies: readonly Reply[];
  readonly requestsPerSecond: number;
}

/** Asks each question once, `connections` at a time. */
export async function load(
  gateway: Gateway,
  questions: readonly string[],
  connections: number,
): Promise<Load> {
  const client = createClient(gateway, connections);
  const replies: Reply[] = [];
  const waiting = questions.values();
  const worker = async () => {
    for (const question of waiting) replies.push(await client.ask(question));
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - started) / 1000;
  client.close();
  return { replies, requestsPerSecond: replies.length / seconds };
}

/** The middle value; of an even count the upper of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

export const p50Of = ({ replies }: Load) => median(replies.map(({ milliseconds }) => milliseconds));
