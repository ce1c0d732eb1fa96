import { once } from 'node:events';
import { mastersOf, type RedisClient } from '../../hooks-server/redis/client.js';

/** Resolves when the client is connected. */
export async function connected(client: RedisClient): Promise<void> {
  if (client.status !== 'ready') await once(client, 'ready');
}

/** Waits for the connection, then empties every node. */
export async function emptied(client: RedisClient): Promise<void> {
  await connected(client);
  for (const node of mastersOf(client)) await node.flushall();
}
