import { gunzipSync } from 'node:zlib';

/** A file's text, whether its bytes are gzipped (RFC 1952's magic number) or not. */
export function textOf(bytes: Buffer): string {
  const isGzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isGzipped ? gunzipSync(bytes) : bytes).toString('utf8');
}
