import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, '../../scripts/models-fetch.js');

describe('models:fetch', () => {
  let folder: string;
  let server: Server;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fetch-'));
    server = createServer((_request, response) => void response.end('not the model'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  it('keeps nothing whose checksum is not the pinned one, and says so', async () => {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const failure: unknown = await run(process.execPath, [
      SCRIPT,
      '--dir',
      folder,
      '--base-url',
      baseUrl,
    ]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1 });
    expect((failure as { stderr: string }).stderr).toContain('other content than the pinned one');
    expect(await readdir(folder)).toEqual([]);
  }, 30_000);

  it('says in one line that the network refuses', async () => {
    const failure: unknown = await run(process.execPath, [
      SCRIPT,
      '--dir',
      folder,
      '--base-url',
      'http://127.0.0.1:9',
    ]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1 });
    expect((failure as { stderr: string }).stderr.trim().split('\n')).toHaveLength(1);
  }, 30_000);
});
