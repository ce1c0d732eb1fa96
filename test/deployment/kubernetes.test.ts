import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { jest } from '@jest/globals';
import { subjects } from '../../hooks-server/events/envelope.js';
import { streamSettings } from '../../hooks-server/events/settings.js';
import { breaks } from './broken.js';
import {
  checkovComplaints,
  customComplaints,
  newestMinors,
  operatorSchemas,
  refusal,
  schemaComplaints,
} from './checks.js';
import { at, ofKind } from './pods.js';
import { policies, violations } from './policies.js';
import {
  CHART,
  describeWithTool,
  KUBERNETES,
  kustomizer,
  renderChart,
  renderKustomization,
  tool,
  type Manifest,
} from './tools.js';

jest.setTimeout(180_000);

const kustomize = kustomizer();
const helm = tool('helm');
const validate = tool('kubernetes-validate');
const checkov = tool('checkov');
const schemas = operatorSchemas();

/** Everything that is rendered, by a name. */
const rendered: Readonly<Record<string, readonly Manifest[]>> = {
  ...(kustomize && {
    'kustomize base': renderKustomization(kustomize, 'base'),
    'kustomize production': renderKustomization(kustomize, 'examples/production'),
    'kustomize standalone': renderKustomization(kustomize, 'examples/standalone'),
  }),
  ...(helm && {
    'chart with its own values': renderChart(helm),
    'chart sidecar': renderChart(helm, 'sidecar'),
    'chart standalone': renderChart(helm, 'standalone'),
    'chart single': renderChart(helm, 'single'),
  }),
};
const all = Object.entries(rendered);

describeWithTool(kustomize, 'kustomize (or kubectl) renders the manifests', () => {
  it('to two deployments where the hook service stands alone, and to one with a sidecar elsewhere', () => {
    const count = (name: string) => ofKind(rendered[name] ?? [], 'Deployment').length;
    expect([count('kustomize base'), count('kustomize production'), count('kustomize standalone')]).toEqual([
      1, 1, 2,
    ]);
  });
});

describeWithTool(all.length > 0 ? all : undefined, 'our own rules', (entries) => {
  it.each(entries)('hold for %s', (_, manifests) => {
    expect(violations(manifests)).toEqual([]);
  });
});

const mistakes = Object.entries(breaks).flatMap(([policy, variants]) =>
  Object.entries(variants).map(([name, breakIt]) => [policy, name, breakIt] as const),
);
describeWithTool(kustomize, 'a broken copy of the production manifests', () => {
  it.each(mistakes)('is seen by the rule of %s: %s', (policy, _, breakIt) => {
    const copy = structuredClone(rendered['kustomize production'] ?? []) as Manifest[];
    breakIt(copy);
    expect(policies[policy]?.(copy)).not.toEqual([]);
  });
});

it('each rule has a mistake that it is tried on', () => {
  expect(Object.keys(breaks).sort()).toEqual(Object.keys(policies).sort());
});

describeWithTool(validate, 'kubernetes-validate --strict', (program) => {
  const versions = newestMinors(program, 2);
  it.each(versions)('takes all that is rendered for Kubernetes %s', (version) => {
    const everything = all.flatMap(([, manifests]) => manifests);
    expect(everything.length).toBeGreaterThan(10 * all.length);
    expect(schemaComplaints(program, version, everything)).toBe('');
  });

  it('refuses a field that Kubernetes does not have', () => {
    const copy = structuredClone(all[0]?.[1] ?? []) as Manifest[];
    Reflect.set(
      at(ofKind(copy, 'Deployment')[0], 'spec', 'template', 'spec') as object,
      'terminationGraceSeconds',
      90,
    );
    expect(schemaComplaints(program, versions[0] ?? '', copy)).toContain('terminationGraceSeconds');
  });
});

describeWithTool(checkov, 'checkov', (program) => {
  const looked = ['kustomize standalone', 'kustomize production', 'chart sidecar'];
  it(`finds nothing in ${looked.join(', ')}`, () => {
    expect(
      checkovComplaints(
        program,
        all.filter(([name]) => looked.includes(name)),
      ),
    ).toEqual([]);
  });

  it('finds a container that may become root', () => {
    const copy = structuredClone(all[0]?.[1] ?? []) as Manifest[];
    const pod = at(ofKind(copy, 'Deployment')[0], 'spec', 'template', 'spec');
    Reflect.set(at(pod, 'containers', 0, 'securityContext') as object, 'allowPrivilegeEscalation', true);
    expect(checkovComplaints(program, [['broken', copy]]).join()).toContain('CKV_K8S_20');
  });
});

describeWithTool(schemas, 'the operators’ own schemas', (known) => {
  // NATS's controller is in no registry that the tests reach: its stream is compared with the code instead.
  const checked = (manifests: readonly Manifest[]) => manifests.filter(({ kind }) => kind !== 'Stream');

  it.each(all)('take the custom kinds of %s', (_, manifests) => {
    expect(customComplaints(known, checked(manifests))).toEqual([]);
  });

  it('refuse a field that an operator does not have', () => {
    const copy = structuredClone(rendered['kustomize production'] ?? []) as Manifest[];
    const monitor = ofKind(copy, 'ServiceMonitor')[0];
    Reflect.set(at(monitor, 'spec', 'endpoints', 0) as object, 'intervall', '15s');
    expect(customComplaints(known, checked(copy)).join()).toContain('additional properties');
  });
});

describeWithTool(all.length > 0 ? all : undefined, 'the stream for NATS’s controller', (entries) => {
  it.each(entries.filter(([, manifests]) => ofKind(manifests, 'Stream').length > 0))(
    'is in %s the one that the hook service would make, in the copies that it is told of',
    (_, manifests) => {
      const shape = streamSettings.parse({});
      const [stream] = ofKind(manifests, 'Stream');
      expect(at(stream, 'spec')).toEqual({
        name: shape.name,
        subjects: Object.values(subjects),
        storage: shape.storage,
        retention: shape.retention,
        maxAge: `${shape.maxAgeSeconds / 3600}h`,
        duplicateWindow: `${shape.duplicateWindowSeconds / 3600}h`,
        replicas: 3,
      });
      const told = ofKind(manifests, 'ConfigMap').map((map) =>
        at(map, 'data', 'HOOKS_EVENTS_NATS_STREAM_REPLICAS'),
      );
      expect(told).toContain('3');
    },
  );
});

describeWithTool(helm, 'a chart of one replica', () => {
  it('lets waiting and delivered events together take less than the volume that they are in', () => {
    const manifests = rendered['chart single'] ?? [];
    const settings = ofKind(manifests, 'ConfigMap').find((map) => at(map, 'data', 'HOOKS_DATA_DIR'));
    const bytes = ['MAX', 'RETAIN'].map((name) =>
      Number(at(settings, 'data', `HOOKS_EVENTS_FILE_${name}_BYTES`)),
    );
    const volumes = at(ofKind(manifests, 'Deployment')[0], 'spec', 'template', 'spec', 'volumes');
    expect(volumes).toContainEqual({ name: 'hooks-data', emptyDir: { sizeLimit: '1Gi' } });
    expect(bytes.reduce((sum, count) => sum + count)).toBeLessThan(0.75 * 2 ** 30);
  });
});

describeWithTool(helm, 'the chart refuses', (program) => {
  it.each([
    [
      'budgets in a file with several replicas',
      ['--set', 'litellm.keys=file,litellm.environment.REDIS_HOST=null'],
      /set litellm\.environment\.REDIS_HOST/,
    ],
    [
      'a range that is none',
      ['--set', 'replicas.min=5,replicas.max=2'],
      /replicas\.min is more than replicas\.max/,
    ],
    ['a mode that it does not have', ['--set', 'mode=both'], /\/mode.*must be one of/],
    [
      'a value that it does not have',
      ['--set', 'hooks.replicas=3'],
      /additional properties 'replicas' not allowed/,
    ],
    [
      'a secret among its values',
      ['--set', 'hooks.environment.HOOKS_SECRET=x'],
      /hooks\/environment|propertyName/,
    ],
    [
      'what it sets itself, which would be there twice',
      ['--set', 'hooks.environment.HOOKS_PORT=5000'],
      /hooks\.environment\.HOOKS_PORT is what the chart itself sets/,
    ],
    [
      'another address of the hook service than its own',
      ['--set', 'litellm.environment.HOOKS_URL=http://hooks'],
      /litellm\.environment\.HOOKS_URL is what the chart itself sets/,
    ],
    ['the latest image', ['--set', 'litellm.image.tag=latest'], /litellm\/image\/tag/],
  ])('%s', (_, words, sentence) => {
    expect(refusal(program, CHART, ...words)).toMatch(sentence);
  });
});

it('the template of the Secrets names what the pods mount, and holds no value', () => {
  const documents = parseAllDocuments(readFileSync(join(KUBERNETES, 'secrets.example.yaml'), 'utf8')).map(
    (document) => document.toJS() as Manifest,
  );
  expect(documents.map(({ metadata }) => metadata.name)).toEqual(['litellm-keys', 'hooks-keys']);
  for (const document of documents)
    expect([...new Set(Object.values(document['stringData'] as object))]).toEqual(['']);
});
