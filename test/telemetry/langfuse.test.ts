import { jest } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UnavailableError } from '../../hooks-server/errors.js';
import { createTraceScores } from '../../hooks-server/telemetry/langfuse.js';

interface Received {
  readonly path: string;
  readonly authorization: string;
  readonly body: { batch: { type: string; body: Record<string, unknown> }[] };
}

/** Langfuse's ingestion API, as far as the client uses it. */
async function startLangfuse(
  status: number,
  errors: readonly unknown[] = [],
): Promise<{ server: Server; url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const body = JSON.parse(text) as Received['body'];
      received.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '', body });
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(status === 207 ? { successes: [], errors } : { message: 'down' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

const stop = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
const keys = { publicKey: `pk-${'lf'}-test`, secretKey: `sk-${'lf'}-test` };
const score = { traceId: 'call-1', name: 'detection.request.pii', value: 0.95, comment: 'credit-card' };

describe('createTraceScores', () => {
  it('sends a score with the project’s keys, under an id that a redelivery repeats', async () => {
    const { server, url, received } = await startLangfuse(207);
    const scores = createTraceScores({ ...keys, baseUrl: url });
    scores.score(score);
    scores.score(score);
    await scores.close();
    await stop(server);
    expect(received.length).toBeGreaterThan(0);
    expect(received[0]?.path).toBe('/api/public/ingestion');
    expect(received[0]?.authorization).toBe(
      `Basic ${Buffer.from(`${keys.publicKey}:${keys.secretKey}`).toString('base64')}`,
    );
    const bodies = received.flatMap(({ body }) => body.batch.map((item) => item.body));
    expect(bodies).toHaveLength(2);
    for (const body of bodies) expect(body).toMatchObject({ ...score, id: 'call-1-detection.request.pii' });
  });

  it.each([500, 401])('tells of a server that answers %d and never throws', async (status) => {
    const { server, url } = await startLangfuse(status);
    const errors: unknown[] = [];
    const scores = createTraceScores({ ...keys, baseUrl: url, onError: (error) => errors.push(error) });
    scores.score(score);
    await scores.flush();
    await scores.close();
    await stop(server);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toBeInstanceOf(UnavailableError);
  });

  it('tells of scores that were refused one by one', async () => {
    const { server, url } = await startLangfuse(207, [{ id: '1', status: 400, message: 'no such trace' }]);
    const errors: unknown[] = [];
    const scores = createTraceScores({ ...keys, baseUrl: url, onError: (error) => errors.push(error) });
    scores.score(score);
    await scores.close();
    await stop(server);
    expect(errors).toEqual([new UnavailableError('Langfuse refused some of the scores.')]);
  });

  it('sends all that is queued, however many batches it takes', async () => {
    const { server, url, received } = await startLangfuse(207);
    const scores = createTraceScores({ ...keys, baseUrl: url });
    for (let call = 0; call < 100; call += 1) scores.score({ ...score, traceId: `call-${call}` });
    await scores.close();
    await stop(server);
    expect(received.flatMap(({ body }) => body.batch)).toHaveLength(100);
  });

  it('writes nothing to the console while Langfuse is down', async () => {
    const { server, url } = await startLangfuse(500);
    const written = (['log', 'warn', 'error'] as const).map((level) =>
      jest.spyOn(console, level).mockImplementation(() => undefined),
    );
    const scores = createTraceScores({ ...keys, baseUrl: url });
    for (let call = 0; call < 40; call += 1) scores.score({ ...score, traceId: `call-${call}` });
    await scores.close();
    await stop(server);
    expect(written.flatMap(({ mock }) => mock.calls)).toEqual([]);
    jest.restoreAllMocks();
  });

  it('never throws when nobody listens', async () => {
    const { server, url } = await startLangfuse(207);
    await stop(server);
    const errors: unknown[] = [];
    const scores = createTraceScores({ ...keys, baseUrl: url, onError: (error) => errors.push(error) });
    scores.score(score);
    await scores.close();
    expect(errors).toHaveLength(1);
    expect(errors[0]).toBeInstanceOf(UnavailableError);
  });
});
