import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import express, { type NextFunction, type Request, type Response } from 'express';
import { behaviourSchema, createBehaviour, type Behaviour } from './behaviour.js';
import {
  chatReply,
  embeddingReply,
  messagesReply,
  responsesReply,
  textReply,
  type Reply,
} from './replies.js';

/** One request that reached a model's route, whatever it was answered. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly status: number;
}

/** What was answered in full, by the mock's own count. */
export interface Totals {
  readonly answers: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** One request that was answered in full, with the mock's own count. */
export interface AnsweredRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export interface MockProviderOptions {
  readonly host?: string;
  readonly port?: number;
  /** How many of the latest requests are kept. */
  readonly keep?: number;
  /** How long an answer takes when all is well, in milliseconds: until its first byte, and a stream no longer than that. */
  readonly delayMs?: number;
  /** Words that answers of a chat have beside what tells them apart. */
  readonly answerWords?: number;
  /** Called for every request that was answered in full. */
  readonly onAnswer?: (answered: AnsweredRequest) => void;
}

export interface MockProvider {
  readonly url: string;
  /** The latest requests, oldest first. */
  received(): readonly ReceivedRequest[];
  totals(): Totals;
  behave(behaviour: Behaviour): void;
  /** Forgets what was received and answered, and behaves well again. */
  reset(): void;
  stop(): Promise<void>;
}

const ROUTES: Readonly<Record<string, (body: unknown, id: string, words?: number) => Reply>> = {
  '/v1/chat/completions': chatReply,
  '/v1/completions': textReply,
  '/v1/embeddings': embeddingReply,
  '/v1/responses': responsesReply,
  '/v1/messages': messagesReply,
};

/**
 * Starts a provider that answers in OpenAI's and Anthropic's forms without a model: deterministic text, honest usage,
 * and failures on request. `POST /control` takes a behaviour and `GET /received` shows what came, for other processes.
 */
export async function startMockProvider({
  host = '127.0.0.1',
  port = 0,
  keep = 1_000,
  delayMs = 0,
  answerWords = 0,
  onAnswer,
}: MockProviderOptions = {}): Promise<MockProvider> {
  const behaviour = createBehaviour();
  const received: ReceivedRequest[] = [];
  const none: Totals = { answers: 0, promptTokens: 0, completionTokens: 0 };
  let totals = none;
  let ids = 0;
  const reset = () => {
    received.length = 0;
    totals = none;
    behaviour.set({ mode: 'ok' });
  };

  const answer = async (
    path: string,
    reply: (body: unknown, id: string, words?: number) => Reply,
    request: Request,
    response: Response,
  ) => {
    const treatment = behaviour.next();
    const status = treatment.mode === 'error' ? treatment.status : 200;
    const { headers, body } = request as { headers: Request['headers']; body: Record<string, unknown> };
    received.push({ path, headers, body, status });
    if (received.length > keep) received.shift();
    if (treatment.mode === 'hang') return;
    if (treatment.mode === 'error') {
      response
        .status(status)
        .json({ error: { message: `mock failure ${status}`, type: 'mock', code: `${status}` } });
      return;
    }
    const wait = () => delay(treatment.mode === 'slow' ? treatment.delayMs : 0);
    if (treatment.mode === 'ok' && delayMs > 0) await delay(delayMs);
    const made = reply(body, `${Date.now().toString(36)}${(ids++).toString(36)}`, answerWords);
    await wait();
    if (made.events) await sendEvents(response, made.events, wait);
    else response.json(made.body);
    if (response.destroyed && !response.writableFinished) return;
    onAnswer?.({ body, promptTokens: made.promptTokens, completionTokens: made.completionTokens });
    totals = {
      answers: totals.answers + 1,
      promptTokens: totals.promptTokens + made.promptTokens,
      completionTokens: totals.completionTokens + made.completionTokens,
    };
  };

  const app = express();
  app.use(express.json({ limit: '64mb' }));
  app.get('/health', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/received', (_request, response) => void response.json({ totals, requests: received }));
  app.post('/control', (request, response) => {
    behaviour.set(behaviourSchema.parse(request.body));
    response.json({ status: 'ok' });
  });
  app.post('/reset', (_request, response) => {
    reset();
    response.json({ status: 'ok' });
  });
  for (const [path, reply] of Object.entries(ROUTES)) {
    app.post(path, (request, response) => answer(path, reply, request, response));
  }

  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    response.status(400).json({ error: { message: String(error), type: 'invalid_request_error' } });
  });

  const server = createServer(app).listen(port, host);
  // LiteLLM keeps connections; one that the mock closes while a request is on its way would be a failure nobody asked for.
  server.keepAliveTimeout = 300_000;
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    received: () => received,
    totals: () => totals,
    behave: (next) => behaviour.set(next),
    reset,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function sendEvents(
  response: Response,
  events: NonNullable<Reply['events']>,
  wait: () => Promise<void>,
) {
  response.setHeader('content-type', 'text/event-stream');
  for (const [at, { event, data }] of events.entries()) {
    if (at === events.length - 1) await wait();
    if (response.destroyed) return;
    const name = event === undefined ? '' : `event: ${event}\n`;
    response.write(`${name}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
  }
  response.end();
}
