import { statSync } from 'node:fs';
import { ConfigurationError } from '../errors.js';

/** What a reload came to. */
export type ReloadOutcome =
  | { readonly kind: 'applied'; readonly needRestart: readonly string[] }
  | { readonly kind: 'unchanged' }
  /** The old settings stay in force; `message` has one sentence for each mistake. */
  | { readonly kind: 'refused'; readonly message: string };

export interface Reloader {
  /** Reads the files again now, as on SIGHUP. */
  reload(): ReloadOutcome;
  /** Ends the watching of files. */
  close(): void;
}

export interface ReloaderOptions<Value> {
  readonly files: readonly string[];
  readonly initial: Value;
  /** Reads and checks everything; throws ConfigurationError. */
  readonly load: () => Value;
  /** Takes over a value that was checked. Never called with one that is like the last. */
  readonly apply: (value: Value) => void;
  /** Top-level sections that differ and cannot change while running. */
  readonly needRestart?: (before: Value, after: Value) => readonly string[];
  readonly onOutcome?: (outcome: ReloadOutcome) => void;
  /** How often the files' stamps are looked at. Polling also sees a ConfigMap's exchanged symbolic link. */
  readonly intervalMs?: number;
}

/** Reads settings again when a file changes or `reload` is called. A bad file changes nothing. */
export function createReloader<Value>(options: ReloaderOptions<Value>): Reloader {
  const { files, load, apply, needRestart = () => [], onOutcome, intervalMs = 2_000 } = options;
  let current = options.initial;
  const attempt = (): ReloadOutcome => {
    let next: Value;
    try {
      next = load();
    } catch (error) {
      // Whatever it is, it must not end a service that runs well with its old settings.
      const message = error instanceof ConfigurationError ? error.message : 'The files could not be read.';
      return { kind: 'refused', message };
    }
    if (JSON.stringify(next) === JSON.stringify(current)) return { kind: 'unchanged' };
    const sections = needRestart(current, next);
    apply(next);
    current = next;
    return { kind: 'applied', needRestart: sections };
  };
  const reload = () => {
    const outcome = attempt();
    onOutcome?.(outcome);
    return outcome;
  };
  // Stamps are taken here and now: a file that changes before the first look is noticed all the same.
  let stamps = stampsOf(files);
  const timer = setInterval(() => {
    const now = stampsOf(files);
    if (now === stamps) return;
    stamps = now;
    reload();
  }, intervalMs).unref();
  return { reload, close: () => clearInterval(timer) };
}

/** Changes whenever one of the files is written, replaced, made or removed. */
function stampsOf(files: readonly string[]): string {
  return files
    .map((file) => {
      try {
        const { mtimeMs, size, ino } = statSync(file);
        return `${mtimeMs}/${size}/${ino}`;
      } catch {
        return 'unreadable';
      }
    })
    .join();
}
