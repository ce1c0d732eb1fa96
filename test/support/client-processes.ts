import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../scripts/stack/paths.js';

export interface ClientCall {
  readonly client: string;
  readonly streamed: boolean;
  readonly key: string;
  readonly question: string;
}

/** What a client made of an answer. */
export interface ClientAnswer {
  readonly text: string;
  readonly finish: string;
  readonly cache: string | null;
}

/** A program of `test/clients` that makes one call after another. */
export interface ClientProcess extends AsyncDisposable {
  /** Rejects with what the client threw. */
  ask(call: ClientCall): Promise<ClientAnswer>;
}

/** Where `install_clients` of scripts/lib/install.sh puts them. */
const FOLDER = join(projectRoot, '.venvs/clients');
const PYTHON = join(FOLDER, 'bin/python');

/** Whether the clients are installed: all of them, or none. */
export const clientsFolder = (): string | undefined =>
  existsSync(join(FOLDER, '.installed-from')) ? FOLDER : undefined;

export const pythonClients = (url: string): ClientProcess =>
  startClients(PYTHON, [join(projectRoot, 'test/clients/clients.py'), url]);

export const nodeClients = (url: string): ClientProcess =>
  startClients(process.execPath, [join(projectRoot, 'test/clients/clients.js'), url, FOLDER]);

function startClients(command: string, args: readonly string[]): ClientProcess {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(call) {
      child.stdin.write(`${JSON.stringify(call)}\n`);
      const line = await lines.next();
      if (line.done) throw new Error(`The clients ended: ${errors}`);
      const answer = JSON.parse(line.value) as ClientAnswer | { error: string };
      if ('error' in answer) throw new Error(`${call.client}: ${answer.error}`);
      return answer;
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await exited;
    },
  };
}
