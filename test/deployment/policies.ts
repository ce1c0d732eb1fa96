import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../scripts/stack/paths.js';
import {
  allContainers,
  at,
  deploymentsIn,
  ofKind,
  selects,
  type Container,
  type Deployment,
} from './pods.js';
import type { Labels, Manifest } from './tools.js';

/** Gives one line for each place that breaks a rule. */
export type Policy = (manifests: readonly Manifest[]) => string[];

/** Holds for each container of each Deployment. */
const eachContainer =
  (
    complaint: string,
    holds: (container: Container, pod: Deployment, all: readonly Manifest[]) => boolean,
  ): Policy =>
  (manifests) =>
    deploymentsIn(manifests).flatMap((deployment) =>
      allContainers(deployment.spec.template.spec)
        .filter((container) => !holds(container, deployment, manifests))
        .map(({ name }) => `${deployment.metadata.name}/${name}: ${complaint}`),
    );

const eachDeployment =
  (complaint: string, holds: (deployment: Deployment, all: readonly Manifest[]) => boolean): Policy =>
  (manifests) =>
    deploymentsIn(manifests)
      .filter((deployment) => !holds(deployment, manifests))
      .map(({ metadata }) => `${metadata.name}: ${complaint}`);

const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'];

const labelsOf = ({ spec }: Deployment) => spec.template.metadata.labels;

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const podSecurity = eachContainer(
  'is not within Pod Security restricted',
  ({ securityContext, ports }, { spec }) => {
    const pod = spec.template.spec;
    const setting = (name: string) => securityContext?.[name] ?? at(pod, 'securityContext', name);
    const allowed = [
      'configMap',
      'secret',
      'emptyDir',
      'projected',
      'downwardAPI',
      'csi',
      'persistentVolumeClaim',
    ];
    return (
      setting('runAsNonRoot') === true &&
      Number(setting('runAsUser') ?? 1) > 0 &&
      at(setting('seccompProfile'), 'type') === 'RuntimeDefault' &&
      securityContext?.['allowPrivilegeEscalation'] === false &&
      securityContext['privileged'] !== true &&
      JSON.stringify(at(securityContext, 'capabilities')) === '{"drop":["ALL"]}' &&
      !['hostNetwork', 'hostPID', 'hostIPC'].some((name) => pod[name] === true) &&
      !(ports ?? []).some((port) => 'hostPort' in port) &&
      (pod.volumes ?? []).every((volume) =>
        Object.keys(volume).every((key) => key === 'name' || allowed.includes(key)),
      )
    );
  },
);

const scaling: Policy = (manifests) =>
  ofKind(manifests, 'HorizontalPodAutoscaler').flatMap((scaler) => {
    const target = deploymentsIn(manifests).find(
      ({ metadata }) => metadata.name === at(scaler, 'spec', 'scaleTargetRef', 'name'),
    );
    const resource = at(scaler, 'spec', 'metrics', 0, 'containerResource');
    const proper =
      target !== undefined &&
      target.spec.replicas === undefined &&
      Number(at(scaler, 'spec', 'minReplicas')) >= 2 &&
      Number(at(scaler, 'spec', 'maxReplicas')) <= 10 &&
      at(resource, 'target', 'averageUtilization') === 70 &&
      target.spec.template.spec.containers.some(({ name }) => name === at(resource, 'container'));
    return proper
      ? []
      : [`${scaler.metadata.name}: does not scale 2 to 10 by 70 % of a main container's CPU`];
  });

const services: Policy = (manifests) =>
  ofKind(manifests, 'Service').flatMap((service) => {
    const pods = deploymentsIn(manifests).filter((deployment) =>
      selects(at(service, 'spec', 'selector') as Record<string, string>, labelsOf(deployment)),
    );
    const ports = pods.flatMap(({ spec }) =>
      allContainers(spec.template.spec).flatMap((container) => container.ports ?? []),
    );
    const wanted = at(service, 'spec', 'ports') as { targetPort: string }[];
    const found = wanted.every(({ targetPort }) => ports.some(({ name }) => name === targetPort));
    return pods.length === 1 && found ? [] : [`${service.metadata.name}: leads to no port of one Deployment`];
  });

const closedNetwork = eachDeployment('may send or receive beyond its network policies', (deployment, all) => {
  const covering = ofKind(all, 'NetworkPolicy').filter((policy) =>
    selects(
      at(policy, 'spec', 'podSelector', 'matchLabels') as Record<string, string> | undefined,
      labelsOf(deployment),
    ),
  );
  const directions = new Set(covering.flatMap((policy) => at(policy, 'spec', 'policyTypes') as string[]));
  const open = covering.some((policy) =>
    [at(policy, 'spec', 'ingress'), at(policy, 'spec', 'egress')].some(
      (rules) =>
        Array.isArray(rules) &&
        rules.some((rule) => !at(rule, 'ports') || (!at(rule, 'from') && !at(rule, 'to'))),
    ),
  );
  return directions.has('Ingress') && directions.has('Egress') && !open;
});

const configMap = (manifests: readonly Manifest[], name: unknown) =>
  ofKind(manifests, 'ConfigMap').find(({ metadata }) => metadata.name === name);

/** Each mount has its volume, each volume its ConfigMap, each subPath of one its key. */
const mounts = eachDeployment('mounts what is not there', ({ spec }, all) => {
  const pod = spec.template.spec;
  const volumes = new Map((pod.volumes ?? []).map((volume) => [String(volume['name']), volume]));
  const maps = [...volumes.values()]
    .map((volume) => at(volume, 'configMap', 'name'))
    .filter((name) => name !== undefined);
  return (
    maps.every((name) => configMap(all, name)) &&
    allContainers(pod).every((container) =>
      (container.volumeMounts ?? []).every(({ name, subPath }) => {
        const map = at(volumes.get(name), 'configMap', 'name');
        if (map === undefined || subPath === undefined) return volumes.has(name);
        return at(configMap(all, map), 'data', subPath) !== undefined;
      }),
    )
  );
});

/** The settings that a container takes from ConfigMaps. */
function environmentOf(container: Container, all: readonly Manifest[]): Record<string, string> {
  return Object.assign(
    {},
    ...(container.envFrom ?? []).map(({ configMapRef }) => at(configMap(all, configMapRef?.name), 'data')),
  ) as Record<string, string>;
}

const sharedState = eachDeployment(
  'has several replicas whose state is their own',
  ({ metadata, spec }, all) => {
    const scaled = ofKind(all, 'HorizontalPodAutoscaler').some(
      (scaler) => at(scaler, 'spec', 'scaleTargetRef', 'name') === metadata.name,
    );
    if (!scaled) return spec.replicas === 1;
    return allContainers(spec.template.spec).every((container) => {
      if (container.name === 'hooks') return Number(environmentOf(container, all)['HOOKS_REPLICAS']) > 1;
      const mount = container.volumeMounts?.find(({ subPath }) => subPath === 'config.yaml');
      const volume = spec.template.spec.volumes?.find(({ name }) => name === mount?.name);
      const text = at(configMap(all, at(volume, 'configMap', 'name')), 'data', 'config.yaml');
      const general: unknown = at(parse(String(text)) as unknown, 'general_settings');
      return at(general, 'database_url') !== undefined && at(general, 'custom_auth') === undefined;
    });
  },
);

const plugin: Policy = (manifests) => {
  const files = readdirSync(join(projectRoot, 'litellm/litellm_hooks')).filter((name) =>
    name.endsWith('.py'),
  );
  const shipped = ofKind(manifests, 'ConfigMap').find((map) => at(map, 'data', 'plugin.py') !== undefined);
  return files
    .filter((name) => at(shipped, 'data', name) === undefined)
    .map((name) => `the plugin's file ${name} is in no ConfigMap`);
};

/** Beside LiteLLM in a pod, where Kubernetes reaches what LiteLLM alone shall: calls come over loopback, probes do not. */
const ownPod: Policy = (manifests) =>
  deploymentsIn(manifests).flatMap(({ metadata, spec }) => {
    const containers = allContainers(spec.template.spec);
    return containers
      .filter(({ name }) => name === 'hooks' && containers.length > 1)
      .filter(
        (container) =>
          environmentOf(container, manifests)['HOOKS_HOST'] !== '127.0.0.1' ||
          container.ports?.some(({ name }) => name === 'hooks') === true ||
          probes.some((probe) => at(container[probe], 'httpGet', 'port') !== 'metrics'),
      )
      .map(({ name }) => `${metadata.name}/${name}: takes calls from outside its pod, or is probed there`);
  });

/** What Prometheus asks are ports of Services, and none of those that callers or LiteLLM use, nor open to it. */
const monitored: Policy = (manifests) => {
  const traffic = ['hooks', 'http'];
  const endpoints = ofKind(manifests, 'ServiceMonitor').flatMap((monitor) => {
    const labels = at(monitor, 'spec', 'selector', 'matchLabels') as Labels;
    const ports = ofKind(manifests, 'Service')
      .filter(({ metadata }) => selects(labels, metadata.labels ?? {}))
      .flatMap((service) => at(service, 'spec', 'ports') as { name: string; targetPort: string }[]);
    return (at(monitor, 'spec', 'endpoints') as { port: string }[])
      .filter(
        ({ port }) => !ports.some(({ name, targetPort }) => name === port && !traffic.includes(targetPort)),
      )
      .map(({ port }) => `${monitor.metadata.name}: ${port} is no port for metrics`);
  });
  const opened = ofKind(manifests, 'NetworkPolicy').filter((policy) =>
    ((at(policy, 'spec', 'ingress') ?? []) as { from?: unknown; ports?: { port: unknown }[] }[]).some(
      ({ from, ports }) =>
        JSON.stringify(from ?? '').includes('"kubernetes.io/metadata.name":"monitoring"') &&
        ports?.some(({ port }) => traffic.includes(String(port))),
    ),
  );
  return [
    ...endpoints,
    ...opened.map(({ metadata }) => `${metadata.name}: lets Prometheus reach the port of calls`),
  ];
};

const SECRET_NAME = /(?:SECRET|PASSWORD|_API_KEY|MASTER_KEY|SALT_KEY|DATABASE_URL|REDIS_URL)$/;

const secrets: Policy = (manifests) => [
  ...ofKind(manifests, 'Secret').map(({ metadata }) => `${metadata.name}: a Secret among the manifests`),
  ...ofKind(manifests, 'ConfigMap').flatMap(({ metadata, ...map }) =>
    Object.keys(at(map, 'data') as object)
      .filter((name) => SECRET_NAME.test(name))
      .map((name) => `${metadata.name}: ${name} in a ConfigMap`),
  ),
  ...eachContainer(
    'has a secret in its environment',
    ({ env = [] }) => !env.some(({ name }) => SECRET_NAME.test(name)),
  )(manifests),
];

/** Our own rules, beside the schemas and what checkov looks for. */
export const policies: Readonly<Record<string, Policy>> = {
  'Pod Security restricted': podSecurity,
  'read-only root': eachContainer(
    'may write to its root',
    ({ securityContext }) => at(securityContext, 'readOnlyRootFilesystem') === true,
  ),
  'requests and limits': eachContainer('has no bounds', ({ resources }) =>
    (['requests', 'limits'] as const).every((kind) =>
      ['cpu', 'memory'].every((name) => resources?.[kind]?.[name]),
    ),
  ),
  'three probes': eachContainer('has not all three probes', (container) =>
    probes.every((name) => container[name]),
  ),
  'images by tag or digest': eachContainer('has an image without tag, or the latest', ({ image }) =>
    /(?:@sha256:[0-9a-f]{64}|:(?!latest$)[\w.-]+)$/.test(image),
  ),
  'no access to Kubernetes': eachDeployment(
    'can speak with Kubernetes, or sees its service links',
    ({ spec }) =>
      ['automountServiceAccountToken', 'enableServiceLinks'].every(
        (name) => spec.template.spec[name] === false,
      ),
  ),
  'time to drain': eachDeployment(
    'is not given 90 s and a pause before it stops',
    ({ spec }) =>
      Number(spec.template.spec.terminationGracePeriodSeconds) >= 90 &&
      spec.template.spec.containers.every(({ lifecycle }) => lifecycle?.preStop !== undefined),
  ),
  'a budget for disruptions': eachDeployment(
    'may be evicted as a whole',
    (deployment, all) =>
      deployment.spec.replicas === 1 ||
      ofKind(all, 'PodDisruptionBudget').some(
        (budget) =>
          at(budget, 'spec', 'minAvailable') === 1 &&
          selects(
            at(budget, 'spec', 'selector', 'matchLabels') as Record<string, string>,
            labelsOf(deployment),
          ),
      ),
  ),
  'TLS for each host': (manifests) =>
    ofKind(manifests, 'Ingress').flatMap((ingress) => {
      const hosts = (at(ingress, 'spec', 'tls') as { hosts: string[] }[] | undefined)?.flatMap(
        (entry) => entry.hosts,
      );
      const rules = at(ingress, 'spec', 'rules') as { host: string }[];
      return rules.filter(({ host }) => !hosts?.includes(host)).map(({ host }) => `${host}: without TLS`);
    }),
  'scaling by the main container': scaling,
  'services lead somewhere': services,
  'a closed network': closedNetwork,
  'mounts are there': mounts,
  'state is shared among replicas': sharedState,
  'metrics off the traffic port': monitored,
  'a sidecar for its own pod': ownPod,
  'logs in JSON': eachContainer(
    'logs lines of text',
    (container, _, all) =>
      container.name !== 'litellm' || environmentOf(container, all)['JSON_LOGS'] === 'true',
  ),
  'the whole plugin': plugin,
  'no secret in clear': secrets,
};

/** Each line that a policy says of manifests, with the policy's name before it. */
export function violations(manifests: readonly Manifest[]): string[] {
  return Object.entries(policies).flatMap(([name, policy]) =>
    policy(manifests).map((line) => `${name}: ${line}`),
  );
}
