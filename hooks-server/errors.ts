/** A setting is missing or wrong: the service cannot start, or keeps its old settings. The message is for a person. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Work did not finish before its deadline. The caller goes on without the result. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** A caller of our own API sent something that cannot be used; `status` is the HTTP status it is answered with. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details?: unknown,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Something the service depends on (Redis, NATS, a disk, an embedding endpoint) cannot be used at this moment. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

/** An error's class and code: enough to find it, and never its message, which may quote what a client sent. */
export function faultName(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}
