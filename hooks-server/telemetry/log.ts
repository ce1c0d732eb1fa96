import { pino, type Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** A JSON log on standard output. Nothing that came from a prompt, a key or a person's data is ever handed to it. */
export function createLog(level: string): Logger {
  return pino({ level, base: { service: 'litellm-hooks' }, timestamp: pino.stdTimeFunctions.isoTime });
}
