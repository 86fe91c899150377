import type { ObjectStore } from '../../../store/ObjectStore';
import type { KubernetesObject } from '../../../types';
import { workloadSubjects } from '../workloadSubjects';
import {
  CONFIG_GROUP,
  CONSTRAINTS_GROUP,
  type ConstraintTemplate,
  TEMPLATES_GROUP,
} from './types';

/** An object that breaks a constraint, and how. */
export type Broken = { object: KubernetesObject; message: string };

/** A kind of constraint with what breaks one of it on a cluster. */
export type ConstraintKind = {
  kind: string;
  title: string;
  description: string;
  rego: string;
  find(store: ObjectStore, registry: string): Broken[];
};

function rego(name: string, condition: string): string {
  return [
    `package ${name}`,
    '',
    'violation[{"msg": msg}] {',
    `  ${condition}`,
    '  msg := "it is not so"',
    '}',
    '',
  ].join('\n');
}

export const CONSTRAINT_KINDS: readonly ConstraintKind[] = [
  {
    kind: 'K8sRequireTeam',
    title: 'Require a team',
    description: 'Namespaces have a label that names their team.',
    rego: rego(
      'k8srequireteam',
      'not input.review.object.metadata.labels.team',
    ),
    find: store =>
      store
        .all('v1', 'Namespace')
        .filter(({ metadata }) => !metadata.labels?.team)
        .map(object => ({ object, message: 'the label team is missing' })),
  },
  {
    kind: 'K8sAllowedRegistries',
    title: 'Allowed registries',
    description: 'Images come from the registries that are named.',
    rego: rego(
      'k8sallowedregistries',
      'not startswith(input.review.object.spec.containers[_].image, input.parameters.registry)',
    ),
    find: (store, registry) =>
      workloadSubjects(store).flatMap(object =>
        object.spec.template.spec.containers
          .filter(({ image }) => !image.startsWith(`${registry}/`))
          .map(({ name, image }) => ({
            object,
            message: `container ${name} has the image ${image}`,
          })),
      ),
  },
  {
    kind: 'K8sRequireCpuLimit',
    title: 'Require a limit of CPU',
    description: 'Containers have a limit of CPU.',
    rego: rego(
      'k8srequirecpulimit',
      'not input.review.object.spec.containers[_].resources.limits.cpu',
    ),
    find: store =>
      workloadSubjects(store).flatMap(object =>
        object.spec.template.spec.containers
          .filter(
            ({ resources }) =>
              (resources?.limits as Record<string, string> | undefined)?.cpu ===
              undefined,
          )
          .map(({ name }) => ({
            object,
            message: `container ${name} has no limit of CPU`,
          })),
      ),
  },
];

export function buildTemplate({
  kind,
  title,
  description,
  rego: code,
}: ConstraintKind): ConstraintTemplate {
  return {
    apiVersion: `${TEMPLATES_GROUP}/v1`,
    kind: 'ConstraintTemplate',
    metadata: {
      name: kind.toLowerCase(),
      annotations: { 'metadata.gatekeeper.sh/title': title, description },
    },
    spec: {
      crd: { spec: { names: { kind } } },
      targets: [{ target: 'admission.k8s.gatekeeper.sh', rego: code }],
    },
  };
}

/** The constraints of the company, as they are applied. */
export function buildConstraints(registry: string): KubernetesObject[] {
  const constraint = (kind: string, name: string, spec: object) => ({
    apiVersion: `${CONSTRAINTS_GROUP}/v1beta1`,
    kind,
    metadata: { name },
    spec,
  });
  const workloads = [
    { apiGroups: ['apps'], kinds: ['Deployment', 'StatefulSet', 'DaemonSet'] },
  ];
  return [
    constraint('K8sRequireTeam', 'namespaces-have-a-team', {
      enforcementAction: 'dryrun',
      match: {
        kinds: [{ apiGroups: [''], kinds: ['Namespace'] }],
        excludedNamespaces: ['kube-*', 'default'],
      },
    }),
    constraint('K8sAllowedRegistries', 'images-come-from-our-registry', {
      enforcementAction: 'deny',
      match: { kinds: workloads, excludedNamespaces: ['kube-*'] },
      parameters: { registry },
    }),
    constraint('K8sRequireCpuLimit', 'containers-have-a-limit-of-cpu', {
      enforcementAction: 'warn',
      match: { kinds: workloads, excludedNamespaces: ['kube-*'] },
    }),
  ];
}

export function buildConfig(): KubernetesObject {
  return {
    apiVersion: `${CONFIG_GROUP}/v1alpha1`,
    kind: 'Config',
    metadata: { name: 'config', namespace: 'gatekeeper-system' },
    spec: {
      match: [
        {
          excludedNamespaces: ['kube-*', 'gatekeeper-system'],
          processes: ['*'],
        },
      ],
    },
  };
}
