import {
  isSecretName,
  type FleetDriftEpisode,
  type PathStep,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Json } from '../yaml';

export type Resource = FleetDriftEpisode['resource'];

/** What something is, whatever it is called. */
export type KindOf = Pick<Resource, 'kind' | 'group'>;

/** Groups whose objects decide who may do what. */
const GROUPS: ReadonlySet<string> = new Set([
  'rbac.authorization.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'kyverno.io',
  'policies.kyverno.io',
  'constraints.gatekeeper.sh',
  'templates.gatekeeper.sh',
  'external-secrets.io',
  'bitnami.com',
]);

/** Kinds of which the same is so, or that hold secrets. */
const KINDS: ReadonlySet<string> = new Set([
  'Secret',
  'ServiceAccount',
  'Namespace',
  'Node',
  'AppProject',
]);

/** Fields that say what a pod may do, as whom, and what of its node or of secrets it sees. */
const FIELDS: ReadonlySet<string> = new Set([
  'automountServiceAccountToken',
  'caBundle',
  'capabilities',
  'clientConfig',
  'csi',
  'devices',
  'envFrom',
  'ephemeralContainers',
  'externalIPs',
  'fileKeyRef',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostPath',
  'hostPort',
  'hostUsers',
  'imagePullSecrets',
  'loadBalancerSourceRanges',
  'nodeName',
  'privileged',
  'resourceClaims',
  'roleRef',
  'runtimeClassName',
  'secret',
  'secretKeyRef',
  'secretName',
  'secretRef',
  'securityContext',
  'selector',
  'serviceAccount',
  'serviceAccountName',
  'subjects',
  'valueFrom',
  'volumeClaimTemplates',
  'volumeDevices',
  'volumeMounts',
  'volumes',
  'webhooks',
]);

/** Labels and annotations by which something is let through, run, or said to belong to an engine. */
const KEYS =
  /^(?:(?:[\w.-]+\.)?(?:pod-security\.kubernetes\.io|(?:apparmor|seccomp)\.security\.(?:alpha|beta)\.kubernetes\.io|argoproj\.io|fluxcd\.io|helm\.sh|kyverno\.io|gatekeeper\.sh|backstage\.io|istio\.io|linkerd\.io|vault\.hashicorp\.com)\/|kubectl\.kubernetes\.io\/last-applied-configuration$|app\.kubernetes\.io\/(?:managed-by|instance)$)|-snippets?$/;

const SECRET = 'By its name it is a secret.';
const ARGUMENT = /^--?([\w.-]+)(?:=|$)/;

/** Maps whose keys are no fields. */
function isFree(resource: KindOf, fields: readonly string[]): boolean {
  const [last, before] = [fields.at(-1), fields.at(-2)];
  if (last === 'labels' || last === 'annotations') return before === 'metadata';
  if (last === 'limits' || last === 'requests') return before === 'resources';
  return (
    resource.kind === 'ConfigMap' && fields.length === 1 && last === 'data'
  );
}

/**
 * Why something is never taken into Git, whoever allows it; nothing where it may be.
 *
 * @param value - what would be written there: what is within it counts as well
 */
export function whyNever(
  resource: KindOf,
  steps: readonly PathStep[],
  value: Json,
): string | undefined {
  const { group, kind } = resource;
  if (GROUPS.has(group) || KINDS.has(kind)) {
    return `Objects of the kind ${kind} are never changed by this: they hold secrets, or decide who may do what.`;
  }
  const [first, second] = steps;
  const top = fieldOf(first);
  if (top === undefined || ['status', 'apiVersion', 'kind'].includes(top)) {
    return 'It is nothing that is configured.';
  }
  if (top === 'binaryData') return 'It is no text.';
  if (
    top === 'metadata' &&
    !['labels', 'annotations'].includes(fieldOf(second) ?? '')
  ) {
    return 'It is what the object is called, or what the cluster says of it.';
  }
  const fields: string[] = [];
  for (const step of steps) {
    if ('value' in step) return 'It is one value of a set.';
    if ('keys' in step) {
      const named = step.keys.find(([name]) => name === 'name');
      const list = fields.at(-1);
      if (list === 'env' && named && isSecretName(String(named[1]))) {
        return SECRET;
      }
      continue;
    }
    const because = whyNeverField(resource, fields, step.field);
    if (because) return because;
    fields.push(step.field);
  }
  return whyNeverWithin(resource, fields, value, 0);
}

function whyNeverField(
  resource: KindOf,
  fields: readonly string[],
  field: string,
): string | undefined {
  if (isFree(resource, fields)) {
    if (isSecretName(field)) return SECRET;
    return fields.at(-1) !== 'data' && KEYS.test(field)
      ? `'${field}' says by whom something is handled, or what it may do.`
      : undefined;
  }
  return FIELDS.has(field)
    ? `'${field}' decides what something may do, or leads to secrets.`
    : undefined;
}

function whyNeverWithin(
  resource: KindOf,
  fields: readonly string[],
  value: Json,
  depth: number,
): string | undefined {
  if (depth > 40) return 'It is too deep.';
  if (typeof value === 'string') {
    const isArgument = fields.at(-1) === 'args' || fields.at(-1) === 'command';
    const [, name] = (isArgument && ARGUMENT.exec(value)) || [];
    return name && isSecretName(name) ? SECRET : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    return firstOf(value, each =>
      whyNeverWithin(resource, fields, each, depth + 1),
    );
  }
  const { name } = value;
  if (typeof name === 'string' && 'value' in value && isSecretName(name)) {
    return SECRET;
  }
  return firstOf(
    Object.entries(value),
    ([field, own]) =>
      whyNeverField(resource, fields, field) ??
      whyNeverWithin(resource, [...fields, field], own, depth + 1),
  );
}

function firstOf<T>(
  items: readonly T[],
  ask: (item: T) => string | undefined,
): string | undefined {
  for (const item of items) {
    const answer = ask(item);
    if (answer) return answer;
  }
  return undefined;
}

function fieldOf(step: PathStep | undefined): string | undefined {
  return step && 'field' in step ? step.field : undefined;
}
