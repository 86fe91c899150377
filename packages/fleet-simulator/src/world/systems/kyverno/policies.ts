import type { KubernetesObject } from '../../../types';
import type { WorkloadSubject } from '../workloadSubjects';
import type { ReportedWord } from './types';

/** A rule with what it finds of one object; nothing where it does not speak of it. */
export type Rule<T> = {
  policy: string;
  rule?: string;
  source: string;
  severity: string;
  category: string;
  judge(subject: T): { result: ReportedWord; message: string } | undefined;
};

const KYVERNO = 'kyverno';
const EXPRESSIONS = 'KyvernoValidatingPolicy';

function found(isKept: boolean, rule: string, message: string) {
  return isKept
    ? {
        result: 'pass' as const,
        message: `validation rule '${rule}' passed.`,
      }
    : {
        result: 'fail' as const,
        message: `validation error: ${message} rule ${rule} failed`,
      };
}

const containersOf = ({ spec }: WorkloadSubject) =>
  spec.template.spec.containers;

/** What workloads are held to. */
export function workloadRules(registry: string): Rule<WorkloadSubject>[] {
  return [
    {
      policy: 'disallow-latest-tag',
      rule: 'autogen-tag',
      source: KYVERNO,
      severity: 'high',
      category: 'Best Practices',
      judge: subject =>
        found(
          containersOf(subject).every(
            ({ image }) => image.includes(':') && !image.endsWith(':latest'),
          ),
          'autogen-tag',
          'A tag other than latest is required.',
        ),
    },
    {
      policy: 'require-memory-limit',
      rule: 'autogen-limit',
      source: KYVERNO,
      severity: 'medium',
      category: 'Best Practices',
      judge: subject =>
        found(
          containersOf(subject).every(
            ({ resources }) =>
              (resources?.limits as Record<string, string> | undefined)
                ?.memory !== undefined,
          ),
          'autogen-limit',
          'A memory limit is required.',
        ),
    },
    {
      policy: 'require-two-replicas',
      rule: 'replicas',
      source: KYVERNO,
      severity: 'medium',
      category: 'Availability',
      judge: ({ kind, spec }) =>
        kind === 'DaemonSet'
          ? undefined
          : found(
              (spec.replicas ?? 1) > 1,
              'replicas',
              'Two replicas are required.',
            ),
    },
    {
      policy: 'our-registry',
      source: EXPRESSIONS,
      severity: 'critical',
      category: 'Supply Chain',
      judge: subject =>
        containersOf(subject).every(({ image }) =>
          image.startsWith(`${registry}/`),
        )
          ? { result: 'pass', message: 'success' }
          : {
              result: 'fail',
              message: `images come from ${registry} only`,
            },
    },
  ];
}

/** What namespaces are held to. */
export const NAMESPACE_RULES: Rule<KubernetesObject>[] = [
  {
    policy: 'require-team',
    rule: 'team',
    source: KYVERNO,
    severity: 'low',
    category: 'Ownership',
    judge: ({ metadata }) =>
      // Those of Kubernetes itself are excluded.
      /^(default|kube-.*)$/.test(metadata.name)
        ? undefined
        : found(
            Boolean(metadata.labels?.team),
            'team',
            'The label team is required.',
          ),
  },
];
