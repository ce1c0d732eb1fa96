import { once } from 'node:events';
import { Agent, createServer, request as requestTo } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before several services as one address, as a Kubernetes service does, but in turn for each request. */
export interface Balancer {
  readonly url: string;
  /** Which of the targets takes the next request to a path; by default one after the other. */
  choose: (path: string) => number;
  stop(): Promise<void>;
}

/** A target that does not answer is passed over, as one that is not ready any more. */
export async function startBalancer(targets: readonly string[], port = 0): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  const balancer = { choose: () => turn++ % targets.length } as { choose: Balancer['choose'] };
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    const first = balancer.choose(incoming.url ?? '');
    const forward = (tried: number) => {
      const target = targets[(first + tried) % targets.length] ?? '';
      const { method = 'GET', headers } = incoming;
      const passed = requestTo(`${target}${incoming.url ?? ''}`, { method, headers, agent }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        answer.once('error', () => outgoing.destroy());
      });
      passed.once('error', () => {
        if (outgoing.headersSent || outgoing.destroyed) return;
        if (tried + 1 < targets.length) forward(tried + 1);
        else outgoing.writeHead(502).end();
      });
      passed.end(Buffer.concat(chunks));
    };
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.once('end', () => forward(0));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(balancer, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  });
}
