import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What it answers to a command, in RESP; undefined stands for `+OK`. */
export type Reply = (command: readonly string[]) => string | undefined;

export const errorReply = (text: string) => `-${text}\r\n`;
export const numberReply = (value: number) => `:${value}\r\n`;
export const textReply = (text: string) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
export const listReply = (items: readonly string[]) => `*${items.length}\r\n${items.join('')}`;

/**
 * Stands in for Redis where a test needs a state that a real one is hard to bring into: it answers as it is told. In a
 * transaction it does as Redis does: a command that it refuses when it is queued discards the whole.
 */
export async function startFakeRedis(reply: Reply) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    serve(socket, reply);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

function serve(socket: Socket, reply: Reply): void {
  let unread = '';
  let queued: string[] | undefined;
  let discarded = false;
  const answer = (command: readonly string[]): string => {
    const name = command[0]?.toUpperCase();
    if (name === 'INFO') return textReply('loading:0\r\n');
    if (name === 'MULTI') {
      [queued, discarded] = [[], false];
      return '+OK\r\n';
    }
    if (name === 'EXEC') {
      const results = queued ?? [];
      queued = undefined;
      return discarded
        ? errorReply('EXECABORT Transaction discarded because of previous errors.')
        : listReply(results);
    }
    const text = reply(command) ?? '+OK\r\n';
    if (queued === undefined) return text;
    if (text.startsWith('-')) {
      discarded = true;
      return text;
    }
    queued.push(text);
    return '+QUEUED\r\n';
  };
  // One character for each byte, so that lengths in bytes are lengths here.
  socket.setEncoding('latin1');
  socket.on('error', () => undefined);
  socket.on('data', (chunk: string) => {
    unread += chunk;
    for (let read = readCommand(unread); read !== undefined; read = readCommand(unread)) {
      unread = unread.slice(read.length);
      socket.write(answer(read.command));
    }
  });
}

/** The command at the beginning, and how long it is; undefined until all of it is there. */
function readCommand(text: string): { command: string[]; length: number } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (head === null) return undefined;
  const command: string[] = [];
  let at = head[0].length;
  while (command.length < Number(head[1])) {
    const part = /^\$(\d+)\r\n/.exec(text.slice(at, at + 20));
    if (part === null) return undefined;
    const start = at + part[0].length;
    const end = start + Number(part[1]);
    if (text.length < end + 2) return undefined;
    command.push(text.slice(start, end));
    at = end + 2;
  }
  return { command, length: at };
}
