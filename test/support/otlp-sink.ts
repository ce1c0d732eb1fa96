import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { fieldsOf, listOf } from '../../hooks-server/litellm/unknown-value.js';
import { createArrivals } from './arrivals.js';

/** A span as an OTLP receiver gets it. */
export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code?: number; readonly message?: string };
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** An OTLP receiver over HTTP: spans that come as JSON one by one, and the bytes of those that come as protobuf. */
export async function startOtlpSink() {
  const spans: ReceivedSpan[] = [];
  const binary: Buffer[] = [];
  const arrivals = createArrivals(
    () => `It has got ${spans.map(({ name }) => name).join(', ')}, ${binary.length} others.`,
  );
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
      if (request.headers['content-type']?.includes('json') === true) spans.push(...spansOf(plain));
      else binary.push(plain);
      response.writeHead(200, { 'content-type': request.headers['content-type'] ?? 'application/json' });
      response.end(request.headers['content-type']?.includes('json') === true ? '{}' : '');
      arrivals.came();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    binary,
    /** Waits until it holds of what has arrived; rejects after `seconds`. */
    until: (holds: () => boolean, seconds = 20) => arrivals.until(holds, seconds),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type OtlpSink = Awaited<ReturnType<typeof startOtlpSink>>;

function spansOf(body: Buffer): ReceivedSpan[] {
  const { resourceSpans } = fieldsOf(JSON.parse(body.toString()));
  return listOf(resourceSpans)
    .flatMap((resource) => listOf(fieldsOf(resource)['scopeSpans']))
    .flatMap((scope) => listOf(fieldsOf(scope)['spans']))
    .map((span) => {
      const { attributes, status, ...rest } = fieldsOf(span);
      const pairs = listOf(attributes).map((pair) => {
        const { key, value } = fieldsOf(pair);
        return [String(key), Object.values(fieldsOf(value))[0]] as const;
      });
      return {
        ...rest,
        status: fieldsOf(status),
        attributes: Object.fromEntries(pairs),
      } as unknown as ReceivedSpan;
    });
}
