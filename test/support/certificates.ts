import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Paths of a certificate and its key. */
export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** An authority of its own, made for a test. */
export interface Authority {
  readonly directory: string;
  readonly caFile: string;
  readonly ca: string;
  issue(name: string): CertificateFiles;
  remove(): void;
}

/** Undefined where `openssl` is not on the PATH. */
export function createAuthority(): Authority | undefined {
  if (spawnSync('openssl', ['version']).status !== 0) return undefined;
  const directory = mkdtempSync(join(tmpdir(), 'hooks-tls-'));
  const run = (words: string) => {
    const { status, stderr } = spawnSync('openssl', words.split(' '), { cwd: directory, encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl ${words}: ${stderr}`);
  };
  const key = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes';
  run(`req -x509 ${key} -keyout ca.key -out ca.pem -days 2 -subj /CN=test-authority`);
  const caFile = join(directory, 'ca.pem');
  return {
    directory,
    caFile,
    ca: readFileSync(caFile, 'utf8'),
    issue(name) {
      const more = '-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -addext basicConstraints=CA:FALSE';
      run(
        `req -x509 ${key} -keyout ${name}.key -out ${name}.pem -days 2 -subj /CN=${name} -CA ca.pem -CAkey ca.key ${more}`,
      );
      return { certFile: join(directory, `${name}.pem`), keyFile: join(directory, `${name}.key`) };
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
