import type { KubernetesObject } from '../../../types';
import { HUB_NAMESPACE } from '../open-cluster-management/baseline';
import { WORK_NAME } from '../open-cluster-management/works';
import { type Policy, POLICY_API, POLICY_GROUP } from './types';

/** The placement of the baseline, which chooses production and staging. */
const PLACEMENT = WORK_NAME;
export const SET = 'baseline';

function namespacePolicy(options: {
  name: string;
  category: string;
  control: string;
  severity: string;
  complianceType: 'musthave' | 'mustnothave';
  namespace: string;
}): Policy {
  const { name, category, control, severity, complianceType } = options;
  return {
    apiVersion: POLICY_API,
    kind: 'Policy',
    metadata: {
      name,
      namespace: HUB_NAMESPACE,
      annotations: {
        [`${POLICY_GROUP}/standards`]: 'NIST SP 800-53',
        [`${POLICY_GROUP}/categories`]: category,
        [`${POLICY_GROUP}/controls`]: control,
      },
    },
    spec: {
      disabled: false,
      remediationAction: 'inform',
      'policy-templates': [
        {
          objectDefinition: {
            apiVersion: POLICY_API,
            kind: 'ConfigurationPolicy',
            metadata: { name },
            spec: {
              remediationAction: 'inform',
              severity,
              'object-templates': [
                {
                  complianceType,
                  objectDefinition: {
                    apiVersion: 'v1',
                    kind: 'Namespace',
                    metadata: { name: options.namespace },
                  },
                },
              ],
            },
          },
        },
      ],
    },
  };
}

/** The policies of the company, as they are applied on the hub. */
export function buildPolicies(): Policy[] {
  return [
    namespacePolicy({
      name: 'no-legacy-tools',
      category: 'CM Configuration Management',
      control: 'CM-7 Least Functionality',
      severity: 'medium',
      complianceType: 'mustnothave',
      namespace: 'legacy-tools',
    }),
    namespacePolicy({
      name: 'payments-apart',
      category: 'AC Access Control',
      control: 'AC-4 Information Flow Enforcement',
      severity: 'high',
      complianceType: 'musthave',
      namespace: 'payments',
    }),
  ];
}

/** What ties them to the placement of the baseline. */
export function buildSet(): KubernetesObject[] {
  const policies = buildPolicies().map(({ metadata }) => metadata.name);
  return [
    {
      apiVersion: `${POLICY_GROUP}/v1beta1`,
      kind: 'PolicySet',
      metadata: { name: SET, namespace: HUB_NAMESPACE },
      spec: { description: 'What every cluster keeps.', policies },
      status: {
        statusMessage: 'All policies are reporting status',
        placement: [{ placement: PLACEMENT, placementBinding: SET }],
      },
    },
    {
      apiVersion: POLICY_API,
      kind: 'PlacementBinding',
      metadata: { name: SET, namespace: HUB_NAMESPACE },
      placementRef: {
        apiGroup: 'cluster.open-cluster-management.io',
        kind: 'Placement',
        name: PLACEMENT,
      },
      subjects: [{ apiGroup: POLICY_GROUP, kind: 'PolicySet', name: SET }],
    },
  ];
}

/** How the hub says what places a policy. */
export const PLACED = [
  { placement: PLACEMENT, placementBinding: SET, policySet: SET },
];

/** The copy of a policy that is meant for one cluster. */
export function buildReplica(
  { metadata, spec }: Policy,
  cluster: string,
): Policy {
  const name = `${metadata.namespace}.${metadata.name}`;
  return {
    apiVersion: POLICY_API,
    kind: 'Policy',
    metadata: {
      name,
      namespace: cluster,
      annotations: { ...metadata.annotations },
      labels: {
        [`${POLICY_GROUP}/root-policy`]: name,
        [`${POLICY_GROUP}/cluster-name`]: cluster,
        [`${POLICY_GROUP}/cluster-namespace`]: cluster,
      },
    },
    spec,
  };
}
