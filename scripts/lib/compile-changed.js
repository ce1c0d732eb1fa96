import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  readFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/** What tsconfig.json includes. */
const SOURCE_FOLDERS = ['hooks-server', 'scripts', 'test'];

/**
 * Writes `dist` anew for each source that is newer than what was made of it, and removes what has no source any more.
 * Types are left to the editor and to `./scripts/test`: that is why this takes a second where the compiler takes ten.
 * @param {string} root folder of the project
 */
export async function compileChanged(root) {
  const sources = SOURCE_FOLDERS.flatMap((folder) => filesBelow(root, folder, '.ts'));
  const compiled = SOURCE_FOLDERS.flatMap((folder) => filesBelow(join(root, 'dist'), folder, '.js'));
  const known = new Set(sources.map(outputOf));
  for (const output of compiled) if (!known.has(output)) rmSync(join(root, 'dist', output));
  const changed = sources.filter((source) => isNewer(root, source));
  if (changed.length > 0) await transpile(root, changed);
}

/** Paths of files below a folder of `root`, from `root` on. */
function filesBelow(root, folder, ending) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file));
}

const outputOf = (source) => source.replace(/\.ts$/, '.js');

function isNewer(root, source) {
  const output = statSync(join(root, 'dist', outputOf(source)), { throwIfNoEntry: false });
  return output === undefined || output.mtimeMs < statSync(join(root, source)).mtimeMs;
}

async function transpile(root, sources) {
  const { default: ts } = await import('typescript');
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => readFileSync(file, 'utf8'));
  // A file by itself does not tell that package.json makes it a native module.
  const wanted = { ...config.compilerOptions, module: 'esnext', moduleResolution: 'bundler' };
  const { options } = ts.convertCompilerOptionsFromJson(wanted, root);
  for (const source of sources) {
    const output = join(root, 'dist', outputOf(source));
    const { outputText, sourceMapText, diagnostics } = ts.transpileModule(
      readFileSync(join(root, source), 'utf8'),
      { compilerOptions: options, fileName: join(root, source), reportDiagnostics: true },
    );
    if (diagnostics?.length) throw new Error(`${source} is no TypeScript: ${messageOf(ts, diagnostics[0])}`);
    const map = {
      ...JSON.parse(sourceMapText ?? '{}'),
      sources: [relative(dirname(output), join(root, source))],
    };
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(`${output}.map`, JSON.stringify({ ...map, file: basename(output) }));
    // Whole or not at all: another run may be reading it.
    writeFileSync(`${output}.new`, outputText);
    renameSync(`${output}.new`, output);
  }
}

const messageOf = (ts, { file, start, messageText }) => {
  const text = ts.flattenDiagnosticMessageText(messageText, ' ');
  return file === undefined ? text : `line ${file.getLineAndCharacterOfPosition(start).line + 1}: ${text}`;
};
