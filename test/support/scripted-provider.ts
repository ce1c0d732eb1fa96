import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  chatReply,
  embeddingReply,
  messagesReply,
  responsesReply,
  textReply,
  type Reply,
} from '../../scripts/lab/mock-provider/replies.js';

/** A request as the provider got it. */
export interface Received {
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What one request is answered; pieces of a body are sent one by one. */
export interface Scripted {
  readonly status?: number;
  readonly json?: unknown;
  /** The lines of a stream as they are, blank lines included. */
  readonly events?: readonly string[];
  /** Break the connection off after the body instead of ending it. */
  readonly cut?: boolean;
  /** Keep the connection open after the body and never end it. */
  readonly hold?: boolean;
}

export type Script = (request: Received) => Scripted | undefined;

/** A provider that answers well, unless the script of a test says otherwise, and remembers everything that came. */
export interface ScriptedProvider {
  readonly url: string;
  readonly received: Received[];
  /** Holds until the next one; undefined is good behaviour. */
  follow(script: Script | undefined): void;
  stop(): Promise<void>;
}

const ROUTES: readonly (readonly [string, (body: unknown, id: string) => Reply])[] = [
  ['/chat/completions', chatReply],
  ['/completions', textReply],
  ['/embeddings', embeddingReply],
  ['/responses', responsesReply],
  ['/messages', messagesReply],
];

export async function startScriptedProvider(): Promise<ScriptedProvider> {
  const received: Received[] = [];
  let script: Script | undefined;
  const server = createServer((request, response) => {
    void readRequest(request).then((got) => {
      received.push(got);
      send(response, script?.(got) ?? wellBehaved(got, received.length));
    });
  });
  server.keepAliveTimeout = 300_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    follow: (next) => (script = next),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** One event of a stream in OpenAI's form. */
export const data = (value: unknown) =>
  `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;

/** One event of a stream in Anthropic's form. */
export const event = (value: { readonly type: string }) => `event: ${value.type}\n${data(value)}`;

async function readRequest(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    path: request.url ?? '',
    headers: request.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

function wellBehaved({ path, body }: Received, id: number): Scripted {
  const route = ROUTES.find(([end]) => path.split('?')[0]?.endsWith(end));
  if (route === undefined) return { status: 404, json: { error: { message: `No such path: ${path}` } } };
  try {
    const { events, body: json } = route[1](body, `s${id}`);
    if (!events) return { json };
    return {
      events: events.map(({ event: name, data: said }) => (name ? `event: ${name}\n` : '') + data(said)),
    };
  } catch {
    return { status: 400, json: { error: { message: 'The request could not be read.', type: 'invalid' } } };
  }
}

function send(response: ServerResponse, { status = 200, json, events, cut, hold }: Scripted): void {
  if (events === undefined) {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(json));
    return;
  }
  response.writeHead(status, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  for (const part of events) response.write(part);
  if (cut) setImmediate(() => response.destroy());
  else if (!hold) response.end();
}
