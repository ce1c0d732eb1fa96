/* eslint-disable jest/no-export, jest/valid-title, jest/valid-describe-callback, jest/expect-expect -- a maker of suites, not a suite */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { projectRoot } from '../../scripts/stack/paths.js';

/** Something that Kubernetes is given. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly [section: string]: unknown;
}
export type Labels = Readonly<Record<string, string>>;

export const CHART = join(projectRoot, 'config/chart');
export const KUBERNETES = join(projectRoot, 'config/kubernetes');

/** Where scripts/test puts programs that are not on the PATH. */
const FOLDERS = ['.venvs/deployment/bin', '.venvs/prometheus/usr/bin'];

/** A program of `.venvs`, which scripts/test fills, or of the PATH; undefined where neither has it. */
export function tool(name: string): string | undefined {
  const own = FOLDERS.map((folder) => join(projectRoot, folder, name)).find((path) => existsSync(path));
  if (own !== undefined) return own;
  const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

/** What renders a kustomization here: kustomize itself, or the one in kubectl. */
export function kustomizer(): readonly string[] | undefined {
  const kustomize = tool('kustomize');
  if (kustomize !== undefined) return [kustomize, 'build'];
  const kubectl = tool('kubectl');
  return kubectl === undefined ? undefined : [kubectl, 'kustomize'];
}

export function renderKustomization([command = '', ...words]: readonly string[], folder: string): Manifest[] {
  return manifestsIn(execFileSync(command, [...words, join(KUBERNETES, folder)], { encoding: 'utf8' }));
}

/** The chart with its own values and those of an example; throws with what Helm says. */
export function renderChart(helm: string, example?: string, ...more: readonly string[]): Manifest[] {
  const values = example === undefined ? [] : ['-f', join(CHART, 'examples', `${example}.yaml`)];
  const apis = ['monitoring.coreos.com/v1', 'jetstream.nats.io/v1beta2'].flatMap((api) => [
    '--api-versions',
    api,
  ]);
  const words = [
    'template',
    'litellm',
    CHART,
    '--namespace',
    'litellm',
    '--kube-version',
    '1.37.0',
    ...apis,
    ...values,
    ...more,
  ];
  return manifestsIn(execFileSync(helm, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));
}

export function manifestsIn(text: string): Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    const value = document.toJS() as Manifest | null;
    return value === null ? [] : [value];
  });
}

/** Kinds that Kubernetes itself does not know. */
export function isCustom({ apiVersion }: Manifest): boolean {
  return apiVersion.split('/')[0]?.includes('.') === true && !apiVersion.includes('.k8s.io/');
}

/** `describe` for what needs a program: without it the suite is skipped, with one loud line that says what was not tested. */
export function describeWithTool<Program>(
  program: Program | undefined,
  name: string,
  body: (program: Program) => void,
): void {
  if (program !== undefined) return describe(name, () => body(program));
  process.stderr.write(`\nNOT TESTED, its program could not be installed: ${name}\n`);
  // eslint-disable-next-line jest/no-disabled-tests -- the loud line above names what this machine cannot test
  describe.skip(name, () => it('needs its program', () => undefined));
}
