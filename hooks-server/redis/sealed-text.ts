import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Texts that lie in a store which others may read: whoever has no key can neither read nor change nor move one. */
export interface TextSeal {
  /** `about` names what the text belongs to; it opens for that alone. */
  seal(text: string, about: string): string;
  /** Throws where the text was sealed with another key, about something else, or changed since. */
  open(sealed: string, about: string): string;
}

/** NIST SP 800-38D: 96 bits for the nonce, 128 for the tag. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';

/** AES-256-GCM with a random nonce; `key` is 32 bytes in hexadecimal digits. */
export function createTextSeal(key: string): TextSeal {
  const secret = Buffer.from(key, 'hex');
  return {
    seal(text, about) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, secret, nonce).setAAD(Buffer.from(about));
      const body = [cipher.update(text, 'utf8'), cipher.final()];
      return Buffer.concat([nonce, cipher.getAuthTag(), ...body]).toString('base64');
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64');
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv(ALGORITHM, secret, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
      const body = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([body, decipher.final()]).toString('utf8');
    },
  };
}
