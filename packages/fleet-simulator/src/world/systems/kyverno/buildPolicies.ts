import type { KubernetesObject } from '../../../types';
import { EXPRESSIONS_GROUP, POLICIES_GROUP } from './types';

function annotations(
  title: string,
  category: string,
  severity: string,
  scored = true,
) {
  return {
    'policies.kyverno.io/title': title,
    'policies.kyverno.io/category': category,
    'policies.kyverno.io/severity': severity,
    ...(scored ? {} : { 'policies.kyverno.io/scored': 'false' }),
  };
}

function clusterPolicy(options: {
  name: string;
  annotations: Record<string, string>;
  rule: string;
  kinds: string[];
  action: 'Audit' | 'Enforce';
  message: string;
  pattern: object;
}): KubernetesObject {
  return {
    apiVersion: `${POLICIES_GROUP}/v1`,
    kind: 'ClusterPolicy',
    metadata: { name: options.name, annotations: options.annotations },
    spec: {
      admission: true,
      background: true,
      emitWarning: false,
      rules: [
        {
          name: options.rule,
          match: { any: [{ resources: { kinds: options.kinds } }] },
          exclude: {
            any: [{ resources: { namespaces: ['kube-system', 'kyverno'] } }],
          },
          skipBackgroundRequests: true,
          validate: {
            failureAction: options.action,
            allowExistingViolations: true,
            message: options.message,
            pattern: options.pattern,
          },
        },
      ],
    },
  };
}

/** The policies of the company, as they are applied. */
export function buildPolicies(
  registry: string,
  isProduction: boolean,
): KubernetesObject[] {
  return [
    clusterPolicy({
      name: 'disallow-latest-tag',
      annotations: annotations(
        'Disallow the tag latest',
        'Best Practices',
        'high',
      ),
      rule: 'tag',
      kinds: ['Pod'],
      action: 'Enforce',
      message: 'A tag other than latest is required.',
      pattern: { spec: { containers: [{ image: '!*:latest' }] } },
    }),
    clusterPolicy({
      name: 'require-memory-limit',
      annotations: annotations(
        'Require a memory limit',
        'Best Practices',
        'medium',
      ),
      rule: 'limit',
      kinds: ['Pod'],
      action: isProduction ? 'Enforce' : 'Audit',
      message: 'A memory limit is required.',
      pattern: {
        spec: { containers: [{ resources: { limits: { memory: '?*' } } }] },
      },
    }),
    clusterPolicy({
      name: 'require-two-replicas',
      annotations: annotations(
        'Require two replicas',
        'Availability',
        'medium',
        isProduction,
      ),
      rule: 'replicas',
      kinds: ['Deployment', 'StatefulSet'],
      action: 'Audit',
      message: 'Two replicas are required.',
      pattern: { spec: { replicas: '>1' } },
    }),
    clusterPolicy({
      name: 'require-team',
      annotations: annotations('Require a team', 'Ownership', 'low'),
      rule: 'team',
      kinds: ['Namespace'],
      action: 'Audit',
      message: 'The label team is required.',
      pattern: { metadata: { labels: { team: '?*' } } },
    }),
    {
      apiVersion: `${EXPRESSIONS_GROUP}/v1`,
      kind: 'ValidatingPolicy',
      metadata: {
        name: 'our-registry',
        annotations: annotations(
          'Images come from our registry',
          'Supply Chain',
          'critical',
        ),
      },
      spec: {
        validationActions: ['Deny', 'Audit'],
        evaluation: {
          admission: { enabled: true },
          background: { enabled: true },
        },
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['apps'],
              apiVersions: ['v1'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['deployments', 'statefulsets', 'daemonsets'],
            },
          ],
        },
        validations: [
          {
            expression: `object.spec.template.spec.containers.all(c, c.image.startsWith('${registry}/'))`,
            message: `images come from ${registry} only`,
          },
        ],
      },
    },
  ];
}
