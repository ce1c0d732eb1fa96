import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A child process that serves HTTP. */
export interface ServiceProcess {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  readonly logFile: string;
  /** Sends a signal and waits until the process is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Sends a signal (SIGSTOP, SIGCONT) and goes on at once. */
  signal(signal: NodeJS.Signals): void;
}

export interface ServiceProcessOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Takes everything the process prints. */
  readonly logFile: string;
  readonly url: string;
  /** Answers 2xx once the process can be used. */
  readonly readyPath: string;
  /** How long nothing may move (log and processor time stand still) before the start is given up. */
  readonly idleMs?: number;
  /** Called now and then while a start takes long, with the seconds so far. */
  readonly onWaiting?: (name: string, seconds: number) => void;
}

/**
 * Starts a process and waits until it is ready: as long as something moves, since a machine may be slow. Rejects when it
 * ends or nothing moves any more, with what it said last: the log may hold earlier runs, and their ends say nothing of this.
 */
export async function startProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const { name, command, args, environment, cwd, logFile, url } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  const start = fstatSync(log).size;
  const child = spawn(command, args, { env: environment, cwd, stdio: ['ignore', log, log] });
  closeSync(log);
  const exited = once(child, 'exit').catch(() => undefined);
  const isGone = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  const service: ServiceProcess = {
    name,
    url,
    pid: child.pid ?? 0,
    logFile,
    async stop(signal = 'SIGTERM') {
      if (isGone()) return;
      child.kill(signal);
      await exited;
    },
    signal: (signal) => void child.kill(signal),
  };
  try {
    await untilReady(options, { isGone, pid: service.pid, start });
  } catch (error) {
    await service.stop('SIGKILL');
    throw error;
  }
  return service;
}

interface Started {
  readonly isGone: () => boolean;
  readonly pid: number;
  /** Where in the log this run begins, in bytes. */
  readonly start: number;
}

const WAITING_MS = 15_000;

async function untilReady(
  { name, url, readyPath, logFile, idleMs = 60_000, onWaiting }: ServiceProcessOptions,
  { isGone, pid, start }: Started,
): Promise<void> {
  const began = Date.now();
  const signs = () => `${readFileSync(logFile).length} ${processorTicks(pid)}`;
  let [seen, movedAt, toldAt] = [signs(), began, began];
  for (;;) {
    if (isGone()) throw new Error(`${name} ended before it was ready: ${lastWords(logFile, start)}`);
    if (await answers(`${url}${readyPath}`)) return;
    const [now, sign] = [Date.now(), signs()];
    if (sign !== seen) [seen, movedAt] = [sign, now];
    if (now - movedAt > idleMs) {
      throw new Error(
        `${name} is not ready, and nothing moved for ${idleMs / 1000} s: ${lastWords(logFile, start)}`,
      );
    }
    if (now - toldAt > WAITING_MS) {
      toldAt = now;
      onWaiting?.(name, Math.round((now - began) / 1000));
    }
    await delay(100);
  }
}

/** What a process has computed so far, in clock ticks, as Linux tells it; 0 elsewhere. */
function processorTicks(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Fields 14 and 15, user and system time (proc_pid_stat(5)).
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

/** The reason first, which a process says last, and then the lines before it. */
function lastWords(logFile: string, start: number): string {
  const lines = tail(logFile, start).split('\n');
  const reason = lines.findLast((line) => line.trim() !== '' && !line.startsWith('{'));
  return [reason?.trim() ?? 'it said nothing.', `The end of ${logFile}:`, ...lines].join('\n');
}

/** Whether a URL answers 2xx within two seconds. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** The last lines of a process's log from a byte on, for an error that it may explain; empty when there is no such file. */
export function tail(logFile: string, start = 0): string {
  if (!existsSync(logFile)) return '';
  return readFileSync(logFile).subarray(start).toString('utf8').trimEnd().split('\n').slice(-15).join('\n');
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Whether somebody listens on a port of this machine's loopback address. */
export async function isPortBusy(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return false;
  } catch {
    return true;
  }
}
