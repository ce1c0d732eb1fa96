import { createHmac, randomBytes } from 'node:crypto';

/** A key of its own for each purpose. */
export type Keyring = (purpose: string) => string;

/**
 * Keys that all come from the shared secret: the same on every replica. Without one (development) they last as long as the
 * process.
 */
export function createKeyring(secret: string | undefined): Keyring {
  const root = secret ?? randomBytes(32).toString('hex');
  return (purpose) => createHmac('sha256', root).update(purpose).digest('hex');
}
