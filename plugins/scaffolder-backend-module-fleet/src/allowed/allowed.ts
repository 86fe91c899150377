import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  parsePathPattern,
  type PathPattern,
  type PathStep,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Json } from '../yaml';
import { whyNever, type KindOf } from './never';

/** Paths of objects of some kinds; of all where none is named. */
type Rule = { kinds?: ReadonlySet<string>; pattern: PathPattern };

/** What may be taken into Git, beside what never is. */
export type AllowedPaths = {
  /** Whether the built-in list counts. */
  hasDefaults: boolean;
  allow: readonly Rule[];
  deny: readonly Rule[];
};

const CONTAINER = [
  'image',
  'command',
  'args',
  'env[*]',
  'resources.limits.*',
  'resources.requests.*',
];

const LABELS = ['metadata.labels.*', 'metadata.annotations.*'];

function podTemplate(at: string): string[] {
  return [
    ...LABELS.map(path => `${at}.${path}`),
    ...['containers', 'initContainers'].flatMap(list =>
      CONTAINER.map(field => `${at}.spec.${list}[*].${field}`),
    ),
  ];
}

/** What is allowed where nobody says otherwise, by kind. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  'Deployment.apps': ['spec.replicas', ...podTemplate('spec.template')],
  'StatefulSet.apps': ['spec.replicas', ...podTemplate('spec.template')],
  'DaemonSet.apps': podTemplate('spec.template'),
  'Rollout.argoproj.io': ['spec.replicas', ...podTemplate('spec.template')],
  'CronJob.batch': [
    'spec.schedule',
    'spec.suspend',
    ...podTemplate('spec.jobTemplate.spec.template'),
  ],
  ConfigMap: ['data.*'],
  Service: ['spec.ports[*]'],
  'HorizontalPodAutoscaler.autoscaling': [
    'spec.minReplicas',
    'spec.maxReplicas',
    'spec.metrics',
    'spec.behavior',
  ],
  'PodDisruptionBudget.policy': ['spec.minAvailable', 'spec.maxUnavailable'],
};

const BUILT_IN: readonly Rule[] = Object.entries(DEFAULTS).flatMap(
  ([kind, paths]) =>
    [...paths, ...LABELS].map(path => ({
      kinds: new Set([kind]),
      pattern: parsePathPattern(path) as PathPattern,
    })),
);

/**
 * Labels and annotations of Kubernetes' own domains are what its parts act upon, such as whether a
 * load balancer is reached from outside: of these only what says what something is.
 */
const RESERVED = /^(?:[\w.-]+\.)?(?:kubernetes|k8s)\.io\//;
const PLAIN = /^app\.kubernetes\.io\/(?:name|version|component|part-of)$/;

/**
 * What the operator allows and forbids beside the built-in list: `fleet.drift.adopt.paths`.
 *
 * @throws InputError that names what cannot be read
 */
export function readAllowedPaths(config: RootConfigService): AllowedPaths {
  const key = 'fleet.drift.adopt.paths';
  const own = config.getOptionalConfig(key);
  const rules = (list: 'allow' | 'deny'): Rule[] =>
    (own?.getOptionalConfigArray(list) ?? []).map((each, index) => {
      const text = each.getString('path');
      const kinds = each.getOptionalStringArray('kinds');
      const pattern = parsePathPattern(text);
      if (!pattern) {
        throw new InputError(
          `'${key}.${list}[${index}].path' is '${text}', which is no path. Write it as in 'spec.template.spec.containers[*].readinessProbe'.`,
        );
      }
      if (list === 'allow' && !kinds?.length) {
        throw new InputError(
          `'${key}.allow[${index}].kinds' is missing: name the kinds that it is allowed for, such as 'Deployment.apps' or 'ConfigMap'.`,
        );
      }
      return { pattern, ...(kinds?.length ? { kinds: new Set(kinds) } : {}) };
    });
  return {
    hasDefaults: own?.getOptionalBoolean('defaults') ?? true,
    allow: rules('allow'),
    deny: rules('deny'),
  };
}

/**
 * Why a value is not taken into Git; nothing where it may be. What is forbidden wins over what is
 * allowed.
 */
export function whyNotAllowed(
  allowed: AllowedPaths,
  resource: KindOf,
  steps: readonly PathStep[],
  value: Json,
): string | undefined {
  const never = whyNever(resource, steps, value);
  if (never) return never;
  const isOf = (rule: Rule) => !rule.kinds || rule.kinds.has(kindOf(resource));
  // What holds something that is forbidden is forbidden as well.
  if (allowed.deny.some(rule => isOf(rule) && meets(rule.pattern, steps))) {
    return "The portal's operator forbids it (fleet.drift.adopt.paths.deny).";
  }
  const isWithin = (rule: Rule) => isOf(rule) && covers(rule.pattern, steps);
  if (allowed.allow.some(isWithin)) return undefined;
  if (allowed.hasDefaults && BUILT_IN.some(isWithin) && !isReserved(steps)) {
    return undefined;
  }
  return `It is not among the paths that are allowed for ${kindOf(
    resource,
  )}. The portal's operator can allow it (fleet.drift.adopt.paths.allow).`;
}

/** A kind with its group, as in `Deployment.apps`; those of the core group have none. */
export function kindOf({ kind, group }: KindOf): string {
  return group ? `${kind}.${group}` : kind;
}

function isReserved(steps: readonly PathStep[]): boolean {
  const [above, last] = steps.slice(-2);
  return (
    above !== undefined &&
    last !== undefined &&
    'field' in above &&
    'field' in last &&
    ['labels', 'annotations'].includes(above.field) &&
    RESERVED.test(last.field) &&
    !PLAIN.test(last.field)
  );
}

function isSame(expected: PathPattern[number], step: PathStep): boolean {
  return expected === '*' || ('field' in step && step.field === expected.field);
}

/** Whether a path lies at or beneath what a pattern names. */
function covers(pattern: PathPattern, steps: readonly PathStep[]): boolean {
  return (
    pattern.length <= steps.length &&
    pattern.every((expected, index) => isSame(expected, steps[index]))
  );
}

/** The same, or the other way round. */
function meets(pattern: PathPattern, steps: readonly PathStep[]): boolean {
  const shared = Math.min(pattern.length, steps.length);
  return pattern
    .slice(0, shared)
    .every((expected, index) => isSame(expected, steps[index]));
}
