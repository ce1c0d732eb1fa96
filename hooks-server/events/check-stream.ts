import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { JetStream } from './jetstream.js';
import type { NatsSettings } from './settings.js';
import { desiredStream, driftOf, type StreamShape } from './stream.js';
import { faultName } from '../errors.js';

export interface CheckStreamDependencies {
  readonly settings: NatsSettings;
  readonly metrics: Metrics;
  readonly log: Log;
  /** What the log was last told of: it is told of changes, not every time. */
  readonly told?: { drift: string };
}

/** Makes the stream when there is none, and reports in what it differs from the settings. Changes nothing that exists. */
export async function checkStream(
  connection: JetStream,
  context: CheckStreamDependencies,
): Promise<StreamShape | 'made' | 'unknown'> {
  const found = await findOrMakeStream(connection, context);
  if (found !== 'unknown') context.metrics.streamDrift.reset();
  if (typeof found === 'object') reportDrift(desiredStream(context.settings.stream), found, context);
  return found;
}

/** The stream as it is, or that it had to be made; `unknown` where the server does not say. */
export async function findOrMakeStream(
  connection: JetStream,
  { settings, log, metrics }: CheckStreamDependencies,
): Promise<StreamShape | 'made' | 'unknown'> {
  const desired = desiredStream(settings.stream);
  try {
    const actual = await connection.stream(desired.name);
    if (actual !== undefined) return actual;
    await connection.createStream(desired);
    log.info({ stream: desired.name }, 'made the JetStream stream');
    return 'made';
  } catch (error) {
    // No right to look or to create, or another stream has the subjects: publishing may work all the same.
    metrics.streamDrift.set({ field: 'unchecked' }, 1);
    log.error(
      { fault: faultName(error), stream: desired.name },
      'the JetStream stream could be neither checked nor made',
    );
    return 'unknown';
  }
}

function reportDrift(
  desired: StreamShape,
  actual: StreamShape,
  { log, metrics, told = { drift: '' } }: Pick<CheckStreamDependencies, 'log' | 'metrics' | 'told'>,
) {
  const drift = driftOf(desired, actual);
  const isNew = JSON.stringify(drift) !== told.drift;
  told.drift = JSON.stringify(drift);
  for (const { field, expected, actual: found } of drift) {
    metrics.streamDrift.set({ field }, 1);
    if (!isNew) continue;
    log.warn(
      { stream: desired.name, field, expected, found },
      'the JetStream stream differs from the settings',
    );
  }
}
