import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { embedderSettings } from '../hooks-server/cache/embedders/settings.js';
import { pinnedFiles, type PinnedFile } from './models-manifest.js';

interface Options {
  readonly dir: string;
  readonly baseUrl: string;
}

/** Whether a file is there with the pinned content. */
async function isPresent(path: string, { sha256 }: PinnedFile): Promise<boolean> {
  const content = await readFile(path).catch(() => undefined);
  return content !== undefined && sha256.includes(digest(content));
}

function digest(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Downloads to a temporary name and renames: a half-written model never looks like a whole one. */
async function fetchFile(path: string, file: PinnedFile, baseUrl: string): Promise<void> {
  const url = `${baseUrl.replace(/\/+$/, '')}/${file.remote}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(120_000) }).catch((cause: unknown) => {
    throw new Error(`${url} cannot be reached from here.`, { cause });
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  const content = new Uint8Array(await response.arrayBuffer());
  if (!file.sha256.includes(digest(content))) {
    throw new Error(
      `${url} has other content than the pinned one (SHA-256 ${digest(content)}, expected ${file.sha256.join(' or ')}).`,
    );
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}

const options = new Command('models:fetch')
  .description('Downloads the local embedding model, and keeps only files whose SHA-256 is the pinned one.')
  .option(
    '--dir <folder>',
    'where to put it',
    process.env['HOOKS_EMBEDDING_MODEL_DIR'] || embedderSettings.parse({}).modelDir,
  )
  .option('--base-url <url>', 'where to get it', 'https://huggingface.co/')
  .parse()
  .opts<Options>();

try {
  for (const file of pinnedFiles) {
    const path = join(options.dir, file.local);
    if (await isPresent(path, file)) console.log(`${path} is there already.`);
    else {
      await fetchFile(path, file, options.baseUrl);
      console.log(`${path} fetched.`);
    }
  }
} catch (error) {
  console.error(
    `The model could not be fetched: ${(error as Error).message} Put it into ${options.dir} by hand, or use the lexical embedder.`,
  );
  process.exitCode = 1;
}
