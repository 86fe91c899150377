import type { JsonObject, KubernetesObject } from '../../../types';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';

const API_VERSION = 'admissionregistration.k8s.io/v1';
const DAY_MS = 86_400_000;

type Policy = KubernetesObject & {
  spec: JsonObject;
  status?: { observedGeneration?: number; typeChecking?: JsonObject };
};

type Rule = {
  name: string;
  group: string;
  resource: string;
  validations: { expression: string; message: string }[];
  /** What is done about what breaks it; nothing where nobody has bound it. */
  actions?: readonly string[];
};

const RULES: readonly Rule[] = [
  {
    name: 'require-requests',
    group: 'apps',
    resource: 'deployments',
    validations: [
      {
        expression:
          'object.spec.template.spec.containers.all(c, has(c.resources) && has(c.resources.requests))',
        message: 'containers have to say what they need',
      },
    ],
    actions: ['Deny', 'Audit'],
  },
  {
    name: 'no-latest-tag',
    group: '',
    resource: 'pods',
    validations: [
      {
        expression:
          "object.spec.containers.all(c, !c.image.endsWith(':latest') && c.image.contains(':'))",
        message: 'images need a version',
      },
    ],
    actions: ['Warn'],
  },
  {
    // Written for the day on which it is wanted.
    name: 'no-host-path',
    group: '',
    resource: 'pods',
    validations: [
      {
        expression:
          '!has(object.spec.volumes) || object.spec.volumes.all(v, !has(v.hostPath))',
        message: 'host paths are forbidden',
      },
    ],
  },
];

/** A field that the kind does not have. */
const MISTAKEN: Rule = {
  name: 'replica-limit',
  group: 'apps',
  resource: 'daemonsets',
  validations: [
    {
      expression: 'object.spec.replicas <= 20',
      message: 'no more than 20 replicas',
    },
  ],
  actions: ['Audit'],
};

/** Policies that the API server evaluates, and its controller that checks their expressions. */
export class AdmissionPolicies implements WorldSystem {
  readonly #context: WorldSystemContext;

  constructor(context: WorldSystemContext) {
    this.#context = context;
  }

  load(): void {
    const { clock, bornAt, spec, cluster } = this.#context;
    const rules =
      spec.environment === 'staging' ? [...RULES, MISTAKEN] : RULES;
    for (const rule of rules) {
      clock.at(bornAt + 40 * DAY_MS, () => {
        cluster.store.create(this.#policy(rule), {
          manager: 'kubectl',
          operation: 'Apply',
        });
        const binding = this.#binding(rule);
        if (binding) {
          cluster.store.create(binding, {
            manager: 'kubectl',
            operation: 'Apply',
          });
        }
        this.tick();
      });
    }
  }

  /** What is new or different is checked. */
  tick(): void {
    const { store } = this.#context.cluster;
    for (const policy of store.all<Policy>(
      API_VERSION,
      'ValidatingAdmissionPolicy',
    )) {
      const { generation } = policy.metadata;
      if (policy.status?.observedGeneration === generation) continue;
      store.update<Policy>(
        {
          apiVersion: API_VERSION,
          kind: 'ValidatingAdmissionPolicy',
          name: policy.metadata.name,
        },
        draft => {
          draft.status = {
            observedGeneration: generation,
            typeChecking: this.#check(policy),
          };
        },
        {
          manager: 'kube-controller-manager',
          operation: 'Update',
          subresource: 'status',
        },
      );
    }
  }

  #check({ metadata }: Policy): JsonObject {
    if (metadata.name !== MISTAKEN.name) return {};
    return {
      expressionWarnings: [
        {
          fieldRef: 'spec.validations[0].expression',
          warning:
            "apps/v1, Kind=DaemonSet: ERROR: <input>:1:12: undefined field 'replicas'",
        },
      ],
    };
  }

  #policy({ name, group, resource, validations }: Rule): KubernetesObject {
    return {
      apiVersion: API_VERSION,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name, labels: { team: 'platform' } },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          matchPolicy: 'Equivalent',
          namespaceSelector: {
            matchExpressions: [
              {
                key: 'kubernetes.io/metadata.name',
                operator: 'NotIn',
                values: ['kube-system'],
              },
            ],
          },
          objectSelector: {},
          resourceRules: [
            {
              apiGroups: [group],
              apiVersions: ['v1'],
              operations: ['CREATE', 'UPDATE'],
              resources: [resource],
              scope: '*',
            },
          ],
        },
        validations: validations.map(validation => ({ ...validation })),
      },
    };
  }

  #binding({ name, actions }: Rule): KubernetesObject | undefined {
    if (!actions) return undefined;
    return {
      apiVersion: API_VERSION,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name, labels: { team: 'platform' } },
      spec: { policyName: name, validationActions: [...actions] },
    };
  }
}
