import { createInterface } from 'node:readline';
import { lockByProcessId } from '../../hooks-server/events/file/pid-lock.js';

// Tries to lock each directory that is named on its input, keeps what it gets, and says how it went.

for await (const directory of createInterface({ input: process.stdin })) {
  const outcome = await lockByProcessId(directory).then(
    () => 'held',
    () => 'refused',
  );
  process.stdout.write(`${outcome}\n`);
}
