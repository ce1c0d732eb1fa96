import { once } from 'node:events';
import type { Server } from 'node:http';

/** A list for the servers that a test starts: each is closed, with its connections, when the test is over. */
export function closedAfterEach(): Server[] {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  });
  return servers;
}
