import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOpenAiEmbedder } from '../../../hooks-server/cache/embedders/openai.js';
import { UnavailableError } from '../../../hooks-server/errors.js';

type Answer = (
  body: { input: string[]; model: string },
  request: IncomingMessage,
  response: ServerResponse,
) => void;

describe('the embedder of an OpenAI-compatible endpoint', () => {
  let server: Server;
  let answer: Answer;
  let baseUrl: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () =>
        answer(JSON.parse(text) as { input: string[]; model: string }, request, response),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const create = (extra = {}) => createOpenAiEmbedder({ baseUrl, model: 'm', dimension: 2, ...extra });
  const send = (response: ServerResponse, body: unknown, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

  it('sends model, texts and key, and puts answers into the order of the texts', async () => {
    let seen: unknown;
    answer = (body, request, response) => {
      seen = { path: request.url, key: request.headers.authorization, ...body };
      send(response, {
        data: [
          { index: 1, embedding: [0, 2] },
          { index: 0, embedding: [3, 4] },
        ],
      });
    };
    const embeddings = await create({ apiKey: 'k' }).embed(['a', 'b']);
    expect(embeddings.map(({ vector }) => [...vector].map((value) => value.toFixed(1)))).toEqual([
      ['0.6', '0.8'],
      ['0.0', '1.0'],
    ]);
    expect(seen).toMatchObject({ path: '/v1/embeddings', key: 'Bearer k', model: 'm', input: ['a', 'b'] });
  });

  it.each([
    ['an error status', (response: ServerResponse) => send(response, { error: 'x' }, 500)],
    ['another form', (response: ServerResponse) => send(response, { vectors: [] })],
    [
      'a vector of another length',
      (response: ServerResponse) => send(response, { data: [{ index: 0, embedding: [1] }] }),
    ],
    ['too few vectors', (response: ServerResponse) => send(response, { data: [] })],
    ['no JSON', (response: ServerResponse) => void response.end('<html>')],
    ['a broken connection', (response: ServerResponse) => void response.destroy()],
  ])('is unavailable when the endpoint answers with %s', async (_, respond) => {
    answer = (_body, _request, response) => respond(response);
    await expect(create().embed(['a'])).rejects.toThrow(UnavailableError);
  });

  it('never repeats the text or the key in an error', async () => {
    answer = (_body, _request, response) => send(response, { error: 'x' }, 401);
    const error: unknown = await create({ apiKey: 'very-private' })
      .embed(['my text'])
      .catch((cause: unknown) => cause);
    expect(String(error)).not.toMatch(/very-private|my text/);
  });
});
