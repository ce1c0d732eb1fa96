import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse, stringify } from 'yaml';
import { projectRoot } from '../../scripts/stack/paths.js';
import { isCustom, type Manifest } from './tools.js';

/** The newest minor versions of Kubernetes that `kubernetes-validate` knows. */
export function newestMinors(validate: string, count: number): string[] {
  const packages = join(validate, '../../lib');
  const [python = ''] = readdirSync(packages);
  const schemas = join(packages, python, 'site-packages/kubernetes_validate');
  const found = readdirSync(schemas, { recursive: true, encoding: 'utf8' })
    .flatMap((path) => /v1\.(\d+)\.\d+/.exec(path)?.[1] ?? [])
    .map(Number);
  return [...new Set(found)]
    .sort((a, b) => b - a)
    .slice(0, count)
    .map((minor) => `1.${minor}`);
}

/** What `kubernetes-validate --strict` says against one version; empty when all is well. */
export function schemaComplaints(validate: string, version: string, manifests: readonly Manifest[]): string {
  return withFile(
    manifests.filter((manifest) => !isCustom(manifest)),
    (path) => {
      const run = spawnSync(validate, ['--strict', '--quiet', '-k', version, path], { encoding: 'utf8' });
      return run.status === 0 ? '' : `${run.stdout}${run.stderr}`;
    },
  );
}

/**
 * Each check of checkov's that fails. One is left out: that images be given by digest, which is for whoever deploys
 * (newTag and digest in kustomize, `digest` in the chart's values).
 */
export function checkovComplaints(
  checkov: string,
  sets: readonly (readonly [name: string, manifests: readonly Manifest[]])[],
): string[] {
  return withFiles(sets, (paths) => {
    const words = [
      '--framework',
      'kubernetes',
      '-f',
      ...paths,
      '--skip-check',
      'CKV_K8S_43',
      '--skip-download',
    ];
    const { stdout } = spawnSync(checkov, [...words, '-o', 'json', '--compact', '--quiet'], {
      encoding: 'utf8',
    });
    const report = JSON.parse(stdout) as {
      summary: { passed: number };
      results: {
        failed_checks: { check_id: string; check_name: string; resource: string; file_path: string }[];
      };
    };
    if (report.summary.passed < 50 * sets.length) throw new Error('checkov looked at almost nothing.');
    return report.results.failed_checks.map(
      (check) => `${check.check_id} ${check.file_path} ${check.resource}: ${check.check_name}`,
    );
  });
}

function withFile<Result>(manifests: readonly Manifest[], use: (path: string) => Result): Result {
  return withFiles([['all', manifests]], ([path = '']) => use(path));
}

/** Python's programs take seconds to start: one is given all that it is to look at. */
function withFiles<Result>(
  sets: readonly (readonly [name: string, manifests: readonly Manifest[]])[],
  use: (paths: readonly string[]) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
  try {
    const paths = sets.map(([name, manifests]) => {
      const path = join(folder, `${name.replaceAll(' ', '-')}.yaml`);
      writeFileSync(path, manifests.map((manifest) => stringify(manifest, { version: '1.1' })).join('---\n'));
      return path;
    });
    return use(paths);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Schema = Record<string, unknown>;

/** The schema of each kind that an operator defines, closed: a field that it does not name is a mistake. */
export function operatorSchemas(): Map<string, Schema> | undefined {
  const folder = join(projectRoot, '.venvs/deployment/schemas');
  if (!existsSync(folder)) return undefined;
  const definitions = readdirSync(folder).map(
    (file) =>
      parse(readFileSync(join(folder, file), 'utf8')) as {
        spec: {
          group: string;
          names: { kind: string };
          versions: { name: string; schema: { openAPIV3Schema: Schema } }[];
        };
      },
  );
  return new Map(
    definitions.flatMap(({ spec }) =>
      spec.versions.map(({ name, schema }) => [
        `${spec.group}/${name} ${spec.names.kind}`,
        closed(schema.openAPIV3Schema, true) as Schema,
      ]),
    ),
  );
}

function closed(schema: unknown, isRoot = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => closed(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner: Schema = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value)]),
  );
  // Go's own dialect of patterns, which JavaScript does not read.
  if (String(inner['pattern']).includes('(?i)')) delete inner['pattern'];
  // What each kind has in common, the schemas leave to Kubernetes.
  const isBare = isRoot || inner['additionalProperties'] !== undefined;
  const isOpen = isBare || inner['x-kubernetes-preserve-unknown-fields'] === true;
  return inner['type'] === 'object' &&
    'properties' in inner &&
    !isOpen &&
    Object.keys(inner['properties'] as object).length > 0
    ? { ...inner, additionalProperties: false }
    : inner;
}

/** What the operators' own schemas say of custom kinds; a kind without a schema is named, too. */
export function customComplaints(
  schemas: ReadonlyMap<string, Schema>,
  manifests: readonly Manifest[],
): string[] {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  return manifests.filter(isCustom).flatMap((manifest) => {
    const schema = schemas.get(`${manifest.apiVersion} ${manifest.kind}`);
    if (!schema) return [`${manifest.kind}: no schema`];
    const title = `${manifest.kind} ${manifest.metadata.name}`;
    const validate = ajv.compile(schema);
    return validate(manifest) ? [] : [`${title}: ${ajv.errorsText(validate.errors)}`];
  });
}

/** What Helm says when it refuses values. */
export function refusal(helm: string, chart: string, ...words: readonly string[]): string {
  try {
    execFileSync(helm, ['template', 'litellm', chart, '--kube-version', '1.37.0', ...words], {
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr);
  }
}
