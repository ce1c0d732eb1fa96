import type { Attributes, Context } from '@opentelemetry/api';
import { faultName } from '../errors.js';

export type SpanAttributes = Attributes;

/** One span: what it is about is added as it becomes known. Never a text of a prompt or an answer. */
export interface OpenSpan {
  set(attributes: SpanAttributes): void;
}

/** Where in a trace something stands. */
export type TracePlace = Context;

/** Traces calls through the service's stages. */
export interface Tracing {
  /**
   * Runs `work` as a span, below the one that is running here. Its fault is the span's, and is thrown on.
   *
   * @example
   * await tracing.span('cache.lookup', {}, (span) => lookup(request));
   */
  span<T>(name: string, attributes: SpanAttributes, work: (span: OpenSpan) => Promise<T>): Promise<T>;
  /** Runs `work` below what another service or an earlier hop said; a `traceparent` that is none is no parent. */
  below<T>(place: TracePlace | undefined, work: () => Promise<T>): Promise<T>;
  /** The place that a `traceparent` header of W3C Trace Context names. */
  placeOf(traceparent: string | undefined): TracePlace | undefined;
  /** The place of the span that is running. */
  here(): TracePlace;
  /** The same as a `traceparent` header, for a span of another hook service. */
  traceparent(): string | undefined;
  /** Sends what waits, for at most as long as one export may take. Never rejects. */
  close(): Promise<void>;
}

export interface TracingOptions {
  /** Base address of an OTLP receiver over HTTP. */
  readonly endpoint: string;
  /** Share of traces that are kept, from 0 to 1, where the caller has not decided. */
  readonly share: number;
  readonly version: string;
  /** Milliseconds that spans wait for others before they are sent. */
  readonly delayMs?: number;
}

/** The longest that an export may take. */
const EXPORT_TIMEOUT_MS = 5_000;

/**
 * Traces to an OTLP receiver. OpenTelemetry is loaded here and only when this is called, as it takes a tenth of a second and
 * some 18 MB. It is used without its global state, so that two services in one process do not share it.
 */
export async function startTracing(options: TracingOptions): Promise<Tracing> {
  const [api, { AsyncLocalStorageContextManager }, { W3CTraceContextPropagator }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
  ]);
  const provider = await createProvider(options);
  const tracer = provider.getTracer('litellm-hooks', options.version);
  const contexts = new AsyncLocalStorageContextManager().enable();
  const propagator = new W3CTraceContextPropagator();
  return {
    async span(name, attributes, work) {
      const parent = contexts.active();
      const span = tracer.startSpan(name, { attributes }, parent);
      const open: OpenSpan = { set: (more) => void span.setAttributes(more) };
      try {
        return await contexts.with(api.trace.setSpan(parent, span), () => work(open));
      } catch (error) {
        // The message of an error may hold a piece of the text it arose on; its name does not.
        span.setStatus({ code: api.SpanStatusCode.ERROR, message: faultName(error) });
        throw error;
      } finally {
        span.end();
      }
    },
    below: (place, work) => contexts.with(place ?? api.ROOT_CONTEXT, work),
    placeOf(traceparent) {
      if (traceparent === undefined) return undefined;
      const place = propagator.extract(api.ROOT_CONTEXT, { traceparent }, api.defaultTextMapGetter);
      return api.trace.getSpanContext(place) && place;
    },
    here: () => contexts.active(),
    traceparent() {
      const carrier: Record<string, string> = {};
      propagator.inject(contexts.active(), carrier, api.defaultTextMapSetter);
      return carrier['traceparent'];
    },
    async close() {
      await provider.shutdown().catch(() => undefined);
      contexts.disable();
    },
  };
}

async function createProvider({ endpoint, share, version, delayMs = 1_000 }: TracingOptions) {
  const [sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: EXPORT_TIMEOUT_MS,
  });
  const batches = { scheduledDelayMillis: delayMs, exportTimeoutMillis: EXPORT_TIMEOUT_MS };
  return new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'litellm-hooks', 'service.version': version }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(share) }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter, batches)],
  });
}
