import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
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
  readonly timeoutMs?: number;
}

/** Starts a process and waits until it is ready. Rejects, with the end of its log, when it ends or takes too long. */
export async function startProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const { name, command, args, environment, cwd, logFile, url } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
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
    await untilReady(options, isGone);
  } catch (error) {
    await service.stop('SIGKILL');
    throw error;
  }
  return service;
}

async function untilReady(
  { name, url, readyPath, logFile, timeoutMs = 60_000 }: ServiceProcessOptions,
  isGone: () => boolean,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (isGone())
      throw new Error(`${name} ended before it was ready. The end of ${logFile}:\n${tail(logFile)}`);
    if (await answers(`${url}${readyPath}`)) return;
    await delay(100);
  }
  throw new Error(
    `${name} was not ready within ${timeoutMs / 1000} s. The end of ${logFile}:\n${tail(logFile)}`,
  );
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

/** The last lines of a process's log, for an error that it may explain; empty when there is no such file. */
export function tail(logFile: string): string {
  if (!existsSync(logFile)) return '';
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
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
