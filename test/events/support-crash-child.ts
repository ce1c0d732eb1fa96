import { openFileOutbox } from '../../hooks-server/events/file/file-outbox.js';
import { fileOutboxSettings } from '../../hooks-server/events/settings.js';
import { commonDeps, sampleEvent } from './support.js';

// Appends numbered events as fast as it can and says which are durable, until it is killed.

const [directory = '', from = '0'] = process.argv.slice(2);
const outbox = await openFileOutbox(
  directory,
  fileOutboxSettings.parse({ segmentBytes: 20_000 }),
  commonDeps(),
);
let next = Number(from);
async function writer(): Promise<never> {
  for (;;) {
    const number = next++;
    await outbox.append([sampleEvent(number)]);
    process.stdout.write(`${number}\n`);
  }
}
await Promise.all([writer(), writer(), writer(), writer()]);
