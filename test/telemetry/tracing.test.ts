import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/stack/paths.js';
import { startTracing, type Tracing } from '../../hooks-server/telemetry/tracing.js';
import { startOtlpSink, type OtlpSink } from '../support/otlp-sink.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const traceparent = (flags = '01') => `00-${TRACE}-${PARENT}-${flags}`;

describe('startTracing', () => {
  let sink: OtlpSink;
  let tracing: Tracing;
  beforeEach(async () => {
    sink = await startOtlpSink();
    tracing = await startTracing({ endpoint: `${sink.url}/`, share: 1, version: '0' });
  });
  afterEach(async () => {
    await tracing.close();
    await sink.stop();
  });
  const named = (name: string) => sink.spans.find((span) => span.name === name);

  it('puts spans below each other, and all below what LiteLLM said', async () => {
    await tracing.below(tracing.placeOf(traceparent()), () =>
      tracing.span('outer', { a: 1 }, async (span) => {
        await Promise.all([
          tracing.span('one', {}, () => Promise.resolve()),
          tracing.span('other', {}, () => new Promise((resolve) => setImmediate(resolve))),
        ]);
        span.set({ b: 'two' });
      }),
    );
    await tracing.close();
    expect(sink.spans.map(({ traceId }) => traceId)).toEqual([TRACE, TRACE, TRACE]);
    expect(named('outer')).toMatchObject({ parentSpanId: PARENT, attributes: { a: 1, b: 'two' } });
    for (const name of ['one', 'other']) expect(named(name)?.parentSpanId).toBe(named('outer')?.spanId);
  });

  it('keeps what runs at the same time apart', async () => {
    const call = (name: string) =>
      tracing.below(undefined, () =>
        tracing.span(name, {}, async () => {
          await new Promise((resolve) => setImmediate(resolve));
          await tracing.span(`${name} below`, {}, () => Promise.resolve());
        }),
      );
    await Promise.all([call('a'), call('b')]);
    await tracing.close();
    expect(named('a')?.traceId).not.toBe(named('b')?.traceId);
    for (const name of ['a', 'b']) expect(named(`${name} below`)?.parentSpanId).toBe(named(name)?.spanId);
  });

  it('throws a fault on, and says only its name', async () => {
    const secret = ['a', 'prompt'].join(' ');
    const failing = tracing.span('failing', {}, () => Promise.reject(new TypeError(secret)));
    await expect(failing).rejects.toThrow(secret);
    await tracing.close();
    expect(named('failing')?.status).toMatchObject({ code: 2, message: 'TypeError' });
    expect(JSON.stringify(sink.spans)).not.toContain(secret);
  });

  it('follows the decision of the caller not to trace', async () => {
    await tracing.below(tracing.placeOf(traceparent('00')), () =>
      tracing.span('unsampled', {}, () => Promise.resolve()),
    );
    await tracing.close();
    expect(sink.spans).toEqual([]);
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-${PARENT}`,
    `ff-${TRACE}-${PARENT}-01`,
    'x'.repeat(10_000),
  ])('takes no place from what names none: case %#', (given) => {
    expect(tracing.placeOf(given)).toBeUndefined();
  });

  it('ends, and fails nobody, while the receiver is away', async () => {
    const away = await startTracing({ endpoint: 'http://127.0.0.1:9', share: 1, version: '0' });
    expect(await away.span('lost', {}, () => Promise.resolve(7))).toBe(7);
    await expect(away.close()).resolves.toBeUndefined();
  });
});

test('nothing of OpenTelemetry but the interface that prom-client has is loaded while nothing is traced', () => {
  const service = join(projectRoot, 'dist/hooks-server/composition/service.js');
  const script = `
    import { createRequire } from 'node:module';
    await import(${JSON.stringify(service)});
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    const prometheus = loaded.some((file) => file.includes('/prom-client/'));
    process.stdout.write(JSON.stringify([prometheus, loaded.filter((file) => /@opentelemetry.(?!api.)/.test(file))]));
  `;
  const options = ['--input-type=module', '-e', script];
  const { stdout, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['[true,[]]', '']);
});
