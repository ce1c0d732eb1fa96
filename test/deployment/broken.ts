import { at, deploymentsIn, ofKind, type Container } from './pods.js';
import type { policies } from './policies.js';
import type { Manifest } from './tools.js';

type Break = (manifests: Manifest[]) => void;

const set = (target: unknown, name: string, value: unknown) => Reflect.set(target as object, name, value);
const pod = (manifests: Manifest[]) => deploymentsIn(manifests)[0]?.spec.template.spec;
const container = (manifests: Manifest[]) => pod(manifests)?.containers[0] as Container;
const sidecar = (manifests: Manifest[]) =>
  (pod(manifests)?.['initContainers'] as Container[] | undefined)?.find(
    ({ name }) => name === 'hooks',
  ) as Container;
const first = (manifests: Manifest[], kind: string) => ofKind(manifests, kind)[0];
const configuration = (manifests: Manifest[]) =>
  ofKind(manifests, 'ConfigMap').find((map) => at(map, 'data', 'config.yaml') !== undefined);

/** For each policy, mistakes that a person could make and that it must see. */
export const breaks: Readonly<Record<keyof typeof policies, Readonly<Record<string, Break>>>> = {
  'Pod Security restricted': {
    'privilege escalation': (all) => set(container(all).securityContext, 'allowPrivilegeEscalation', true),
    'a capability more': (all) =>
      set(container(all).securityContext, 'capabilities', { drop: ['ALL'], add: ['NET_RAW'] }),
    root: (all) => set(container(all).securityContext, 'runAsUser', 0),
    'no seccomp profile': (all) => {
      set(container(all).securityContext, 'seccompProfile', undefined);
      set(pod(all)?.['securityContext'], 'seccompProfile', undefined);
    },
    'the host’s network': (all) => set(pod(all), 'hostNetwork', true),
    'a folder of the host': (all) =>
      set(pod(all), 'volumes', [...(pod(all)?.volumes ?? []), { name: 'host', hostPath: { path: '/' } }]),
  },
  'read-only root': {
    'a writable root': (all) => set(container(all).securityContext, 'readOnlyRootFilesystem', false),
  },
  'requests and limits': {
    'no limit': (all) => set(container(all), 'resources', { requests: { cpu: '1' } }),
  },
  'three probes': { 'no startup probe': (all) => set(container(all), 'startupProbe', undefined) },
  'images by tag or digest': {
    'no tag': (all) => set(container(all), 'image', 'registry.example.com/litellm'),
    latest: (all) => set(container(all), 'image', 'registry.example.com/litellm:latest'),
  },
  'no access to Kubernetes': { 'a token': (all) => set(pod(all), 'automountServiceAccountToken', true) },
  'time to drain': {
    'too little grace': (all) => set(pod(all), 'terminationGracePeriodSeconds', 30),
    'no pause': (all) => set(container(all), 'lifecycle', undefined),
  },
  'a budget for disruptions': {
    'for others': (all) =>
      set(at(first(all, 'PodDisruptionBudget'), 'spec', 'selector'), 'matchLabels', { a: 'b' }),
  },
  'TLS for each host': {
    'another host': (all) => set(at(first(all, 'Ingress'), 'spec', 'rules', 0), 'host', 'x.example'),
  },
  'scaling by the main container': {
    'by the sidecar': (all) =>
      set(
        at(first(all, 'HorizontalPodAutoscaler'), 'spec', 'metrics', 0, 'containerResource'),
        'container',
        'hooks',
      ),
    'beside fixed replicas': (all) => set(deploymentsIn(all)[0]?.spec, 'replicas', 2),
    'down to one': (all) => set(at(first(all, 'HorizontalPodAutoscaler'), 'spec'), 'minReplicas', 1),
  },
  'services lead somewhere': {
    'to no port': (all) => set(at(first(all, 'Service'), 'spec', 'ports', 0), 'targetPort', 'htpp'),
  },
  'metrics off the traffic port': {
    'a port misspelt': (all) =>
      set(at(first(all, 'ServiceMonitor'), 'spec', 'endpoints', 0), 'port', 'metricks'),
    'the port of calls': (all) =>
      set(
        at(
          ofKind(all, 'Service').find(({ metadata }) => metadata.name === 'litellm-hooks-metrics'),
          'spec',
          'ports',
          0,
        ),
        'targetPort',
        'hooks',
      ),
    'a network that opens it': (all) =>
      set(
        at(
          ofKind(all, 'NetworkPolicy').find(({ metadata }) => metadata.name === 'litellm-ingress'),
          'spec',
          'ingress',
          1,
          'ports',
          0,
        ),
        'port',
        'hooks',
      ),
  },
  'a closed network': {
    'all ports to everybody': (all) =>
      set(ofKind(all, 'NetworkPolicy').find((policy) => at(policy, 'spec', 'egress'))?.['spec'], 'egress', [
        {},
      ]),
    'no policy': (all) => {
      for (const policy of ofKind(all, 'NetworkPolicy')) all.splice(all.indexOf(policy), 1);
    },
  },
  'mounts are there': {
    'a volume misspelt': (all) => set(at(container(all), 'volumeMounts', 0), 'name', 'configuraton'),
    'a file that is in no ConfigMap': (all) =>
      set(at(container(all), 'volumeMounts', 0), 'subPath', 'other.yaml'),
  },
  'state is shared among replicas': {
    'keys in a file': (all) =>
      set(
        configuration(all)?.['data'],
        'config.yaml',
        'general_settings: { custom_auth: file_keys.authenticate }',
      ),
    'events in a file': (all) => {
      for (const map of ofKind(all, 'ConfigMap'))
        Reflect.deleteProperty(map['data'] as object, 'HOOKS_REPLICAS');
    },
  },
  'a sidecar for its own pod': {
    'open to the network': (all) => {
      for (const map of ofKind(all, 'ConfigMap'))
        if (at(map, 'data', 'HOOKS_HOST')) set(map['data'], 'HOOKS_HOST', '0.0.0.0');
    },
    'a port of its own': (all) =>
      set(sidecar(all), 'ports', [...(sidecar(all).ports ?? []), { name: 'hooks', containerPort: 4100 }]),
    'a probe that nobody answers': (all) => set(at(sidecar(all)['livenessProbe'], 'httpGet'), 'port', 4100),
  },
  'logs in JSON': {
    'not said': (all) => {
      for (const map of ofKind(all, 'ConfigMap')) Reflect.deleteProperty(map['data'] as object, 'JSON_LOGS');
    },
  },
  'the whole plugin': {
    'one file short': (all) => {
      for (const map of ofKind(all, 'ConfigMap')) Reflect.deleteProperty(map['data'] as object, 'breaker.py');
    },
  },
  'no secret in clear': {
    'in the environment': (all) => set(container(all), 'env', [{ name: 'HOOKS_SECRET', value: 'x' }]),
    'in a ConfigMap': (all) => set(first(all, 'ConfigMap')?.['data'], 'REDIS_PASSWORD', 'x'),
  },
};
