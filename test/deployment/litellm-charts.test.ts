import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { jest } from '@jest/globals';
import { newestMinors, schemaComplaints } from './checks.js';
import { deploymentsIn, type Container } from './pods.js';
import { policies } from './policies.js';
import {
  describeWithTool,
  KUBERNETES,
  kustomizer,
  manifestsIn,
  renderKustomization,
  tool,
  type Manifest,
} from './tools.js';

jest.setTimeout(120_000);

type Values = Readonly<Record<string, unknown>> & { readonly extraContainers: readonly Container[] };

const read = (file: string) =>
  parse(readFileSync(join(KUBERNETES, 'litellm-charts', file), 'utf8')) as Values & {
    readonly gateway: Values;
  };

/** Where each chart puts its configuration, beside which LiteLLM looks for modules. */
const charts: readonly (readonly [name: string, values: Values, folder: string])[] = [
  ['litellm-helm', read('litellm-helm.yaml'), '/etc/litellm'],
  ['componentised', read('componentised.yaml').gateway, '/app/config'],
];

/** A pod as the charts' templates make it of such values: their own container first, then the extra ones. */
function asRendered(values: Values): Manifest[] {
  const labels = { app: 'litellm' };
  const own = {
    name: 'litellm',
    image: 'litellm:v1',
    volumeMounts: values['volumeMounts'],
    lifecycle: values['lifecycle'],
  };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'litellm' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          securityContext: values['podSecurityContext'],
          containers: [own, ...values.extraContainers],
          volumes: values['volumes'],
          terminationGracePeriodSeconds: values['terminationGracePeriodSeconds'],
        },
      },
    },
  };
  return manifestsIn(JSON.stringify(deployment));
}

test.each(charts)('%s mounts the plugin beside its configuration', (_, values, folder) => {
  const mounts = values['volumeMounts'] as { mountPath: string }[];
  const paths = mounts.map(({ mountPath }) => mountPath);
  expect(paths).toEqual(expect.arrayContaining([`${folder}/hooks_plugin.py`, `${folder}/litellm_hooks`]));
});

test.each(charts)('the hook service in %s is within Pod Security restricted, and bounded', (_, values) => {
  const own = (policy: string) =>
    policies[policy]?.(asRendered(values)).filter((line) => line.startsWith('litellm/hooks'));
  for (const policy of [
    'Pod Security restricted',
    'read-only root',
    'requests and limits',
    'three probes',
    'images by tag or digest',
  ])
    expect(own(policy)).toEqual([]);
});

test.each(charts)(
  'each volume that %s mounts is there, and each ConfigMap and Secret is one that the README makes',
  (_, values) => {
    const volumes = values['volumes'] as {
      name: string;
      configMap?: { name: string };
      secret?: { secretName: string };
    }[];
    const names = new Set(volumes.map(({ name }) => name));
    const mounts = [
      ...(values['volumeMounts'] as { name: string }[]),
      ...values.extraContainers.flatMap((container) => container.volumeMounts ?? []),
    ];
    expect(mounts.filter(({ name }) => !names.has(name))).toEqual([]);
    const readme = readFileSync(join(KUBERNETES, 'litellm-charts/README.md'), 'utf8');
    for (const { configMap, secret } of volumes) {
      if (configMap) expect(readme).toContain(`create configmap ${configMap.name} `);
      if (secret) expect(readme).toContain(secret.secretName);
    }
  },
);

describeWithTool(kustomizer(), 'beside the kustomize base', (kustomize) => {
  it.each(charts)('%s runs the same container of the hook service', (_, values) => {
    const [sidecar] = deploymentsIn(renderKustomization(kustomize, 'base')).flatMap(
      ({ spec }) => spec.template.spec.initContainers ?? [],
    );
    const { restartPolicy, envFrom, ...expected } = sidecar ?? { name: '', image: '' };
    expect(restartPolicy).toBe('Always');
    expect(envFrom).toHaveLength(1);
    const [container] = values.extraContainers;
    expect(container).toEqual({ ...expected, envFrom: [{ configMapRef: { name: 'hooks-environment' } }] });
  });
});

describeWithTool(tool('kubernetes-validate'), 'kubernetes-validate --strict', (program) => {
  it.each(charts)('takes the pod of %s', (_, values) => {
    const [version = ''] = newestMinors(program, 1);
    expect(schemaComplaints(program, version, asRendered(values))).toBe('');
  });
});
