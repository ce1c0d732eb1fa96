import { withDeadline } from '../../deadline.js';
import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { UnavailableError } from '../../errors.js';

/** Lets calls through to something that may hang or be away, at a bounded cost. */
export interface Guard {
  readonly open: boolean;
  /** Rejects with DeadlineError after the timeout, and at once with UnavailableError while the other side is left alone. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Tries now whether the other side is back. Never rejects. */
  probe(): Promise<void>;
  close(): void;
}

export interface GuardOptions {
  readonly timeoutMs: number;
  /** Failures in a row after which calls are refused. */
  readonly failures: number;
  /** Pause between two tries whether the other side is back. */
  readonly retryMs: number;
  /** A cheap call that succeeds when the other side is well. */
  readonly ping: () => Promise<unknown>;
  /** Whether an error shows that the other side is there and only would not do this one thing. */
  readonly isRefusal?: (error: Error) => boolean;
  /** Called when calls are refused from now on, and when they go through again. */
  readonly onChange?: (available: boolean) => void;
}

/**
 * A deadline for each call and a circuit breaker over all. While the circuit is open, a ping in the background tries
 * whether it may close, so that no caller's request pays for the trial.
 */
export function createGuard(options: GuardOptions): Guard {
  const { timeoutMs, failures, retryMs, ping, isRefusal, onChange } = options;
  const counts = handleWhen((error) => isRefusal?.(error) !== true);
  const policy = circuitBreaker(counts, {
    // Half the pause, so that no try of the timer comes too early by a rounding error.
    halfOpenAfter: retryMs / 2,
    breaker: new ConsecutiveBreaker(failures),
  });
  let timer: NodeJS.Timeout | undefined;
  let told = true;
  // The circuit breaks anew at every trial that fails, which is no change to those who listen.
  const tell = (available: boolean) => {
    if (available !== told) onChange?.(available);
    told = available;
  };
  const isOpen = () => policy.state !== CircuitState.Closed;
  const probe = async () => {
    if (!isOpen()) return;
    await policy.execute(() => withDeadline(ping(), timeoutMs)).catch(() => undefined);
  };
  policy.onBreak(() => {
    clearInterval(timer);
    timer = setInterval(() => void probe(), retryMs).unref();
    tell(false);
  });
  policy.onReset(() => {
    clearInterval(timer);
    tell(true);
  });

  return {
    get open() {
      return isOpen();
    },
    run(work) {
      if (isOpen())
        return Promise.reject(new UnavailableError('It failed several times in a row and is left alone.'));
      return policy.execute(() => withDeadline(work(), timeoutMs));
    },
    probe,
    close: () => clearInterval(timer),
  };
}
