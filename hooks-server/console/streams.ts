import type { ServerResponse } from 'node:http';

/** Open streams of server-sent events. They end when the service stops, so that it need not wait for them. */
export interface Streams {
  /**
   * Answers with a stream that says `view` now and every two seconds until the client goes or `until` (Unix milliseconds)
   * is over. False when as many streams are open as there may be: then nothing was answered.
   */
  open(response: ServerResponse, view: () => Promise<readonly StreamEvent[]>, until: number): boolean;
  close(): void;
}

export interface StreamEvent {
  readonly name: string;
  readonly data: unknown;
  /** What changes with the data: an event of the version that was last sent is not sent again. */
  readonly version?: string;
}

export const MAX_STREAMS = 20;
const INTERVAL_MS = 2_000;

interface Stream {
  readonly response: ServerResponse;
  readonly view: () => Promise<readonly StreamEvent[]>;
  readonly until: number;
  readonly sent: Map<string, string>;
  busy: boolean;
}

export interface StreamsOptions {
  readonly max?: number;
  readonly intervalMs?: number;
  /** Unix milliseconds. */
  readonly clock?: () => number;
  /** Called when a view could not be read; the stream stays open. */
  readonly onFault?: (error: unknown) => void;
}

export function createStreams({
  max = MAX_STREAMS,
  intervalMs = INTERVAL_MS,
  clock = Date.now,
  onFault = () => undefined,
}: StreamsOptions = {}): Streams {
  const streams = new Set<Stream>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  const tellAll = () => {
    for (const stream of streams) {
      if (clock() >= stream.until) stream.response.end();
      else void tell(stream).catch(onFault);
    }
  };
  const leave = (stream: Stream) => {
    streams.delete(stream);
    if (streams.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  return {
    open(response, view, until) {
      if (closed || streams.size >= max) return false;
      const stream = { response, view, until, sent: new Map<string, string>(), busy: false };
      streams.add(stream);
      response.once('close', () => leave(stream));
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        // nginx would hold events back until a buffer is full.
        'x-accel-buffering': 'no',
      });
      response.write('retry: 3000\n\n');
      timer ??= setInterval(tellAll, intervalMs).unref();
      void tell(stream).catch(onFault);
      return true;
    },
    close() {
      closed = true;
      for (const { response } of streams) response.end();
    },
  };
}

/** A client that reads slower than it is told misses views, and never makes the service keep them. */
async function tell(stream: Stream): Promise<void> {
  const { response, sent } = stream;
  if (stream.busy || response.writableNeedDrain) return;
  stream.busy = true;
  try {
    for (const { name, data, version } of await stream.view()) {
      if (response.writableEnded || (version !== undefined && sent.get(name) === version)) continue;
      if (version !== undefined) sent.set(name, version);
      response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  } finally {
    stream.busy = false;
  }
}
