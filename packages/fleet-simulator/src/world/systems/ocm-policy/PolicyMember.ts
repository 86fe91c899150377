import { toTimestamp } from '../../../clock';
import { sha256For } from '../../../random';
import type { SimulatedCluster } from '../../../SimulatedCluster';
import { buildNamespace } from '../../builders/cluster';
import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import { evaluate } from './evaluate';
import {
  type ConfigurationPolicy,
  type Detail,
  type Policy,
  POLICY_API,
  POLICY_GROUP,
} from './types';

const ADDON = {
  manager: 'governance-policy-framework-addon',
  operation: 'Update' as const,
};
const CONTROLLER = {
  manager: 'config-policy-controller',
  operation: 'Update' as const,
};
/** As many entries as a history has. */
const MOST_ENTRIES = 10;

/**
 * A managed cluster's side of the policy framework: it fetches the copies that the hub
 * keeps for it, evaluates what they bring, and tells the hub.
 */
export class PolicyMember implements WorldSystem {
  readonly #context: WorldSystemContext;

  constructor(context: WorldSystemContext) {
    this.#context = context;
  }

  load(): void {
    const { clock } = this.#context;
    clock.at(clock.now() - 24 * 86_400_000, () => this.#work());
  }

  tick(): void {
    if (this.#context.cluster.isReachable) this.#work();
  }

  get #hub(): SimulatedCluster | undefined {
    const { delivery } = this.#context.spec;
    const hub = 'hub' in delivery && delivery.hub;
    const { cluster } = (hub && this.#context.clusters.get(hub)) || {};
    return cluster?.store.registry.findByKind(POLICY_API, 'Policy') && cluster;
  }

  #work(): void {
    const hub = this.#hub;
    if (!hub) return;
    const { name } = this.#context.spec;
    const replicas = hub.store
      .all<Policy>(POLICY_API, 'Policy')
      .filter(({ metadata }) => metadata.namespace === name);
    for (const replica of replicas) this.#bring(replica);
    this.#evaluate();
    for (const replica of replicas) this.#tell(hub, replica);
  }

  #bring(replica: Policy): void {
    const { cluster, clock, spec } = this.#context;
    const { store } = cluster;
    const namespace = spec.name;
    const { name, labels, annotations } = replica.metadata;
    if (
      store.get({ apiVersion: POLICY_API, kind: 'Policy', namespace, name })
    ) {
      return;
    }
    if (!store.get({ apiVersion: 'v1', kind: 'Namespace', name: namespace })) {
      store.create(
        buildNamespace({
          name: namespace,
          labels: { team: 'platform' },
          createdAt: clock.now(),
        }),
      );
    }
    const copy = store.create(
      {
        apiVersion: POLICY_API,
        kind: 'Policy',
        metadata: { name, namespace, labels, annotations },
        spec: replica.spec,
      },
      ADDON,
    );
    for (const { objectDefinition } of replica.spec['policy-templates']) {
      store.create(
        {
          ...objectDefinition,
          metadata: {
            ...objectDefinition.metadata,
            namespace,
            labels: {
              [`${POLICY_GROUP}/policy`]: name,
              [`${POLICY_GROUP}/cluster-name`]: namespace,
              [`${POLICY_GROUP}/cluster-namespace`]: namespace,
            },
            ownerReferences: [
              {
                apiVersion: POLICY_API,
                kind: 'Policy',
                name,
                uid: copy.metadata.uid ?? '',
                controller: true,
                blockOwnerDeletion: true,
              },
            ],
          },
        },
        ADDON,
      );
    }
  }

  get #templates(): ConfigurationPolicy[] {
    return this.#context.cluster.store.all<ConfigurationPolicy>(
      POLICY_API,
      'ConfigurationPolicy',
    );
  }

  /** Written again only when something else is found: when it was evaluated last is not worth a write here. */
  #evaluate(): void {
    const { store } = this.#context.cluster;
    const time = toTimestamp(this.#context.clock.now());
    for (const policy of this.#templates) {
      const { compliant, messages, relatedObjects } = evaluate(policy, store);
      const { apiVersion, kind, metadata, status } = policy;
      if (
        status?.compliant === compliant &&
        status.lastEvaluatedGeneration === metadata.generation
      ) {
        continue;
      }
      const isKept = compliant === 'Compliant';
      store.update<ConfigurationPolicy>(
        {
          apiVersion,
          kind,
          namespace: metadata.namespace,
          name: metadata.name,
        },
        draft => {
          draft.status = {
            compliant,
            lastEvaluated: time,
            lastEvaluatedGeneration: metadata.generation,
            compliancyDetails: messages.map(message => ({
              Compliant: compliant,
              Validity: {},
              conditions: [
                {
                  type: isKept ? 'notification' : 'violation',
                  status: 'True',
                  reason: isKept
                    ? 'K8s policy is kept'
                    : 'K8s policy is not kept',
                  message,
                  lastTransitionTime: time,
                },
              ],
            })),
            relatedObjects,
          };
        },
        CONTROLLER,
      );
    }
  }

  #detailsOf(replica: Policy): Detail[] {
    const { spec } = this.#context;
    return this.#templates
      .filter(
        ({ metadata }) =>
          metadata.labels?.[`${POLICY_GROUP}/policy`] === replica.metadata.name,
      )
      .flatMap(({ metadata, status }): Detail[] => {
        if (!status) return [];
        const before = replica.status?.details?.find(
          ({ templateMeta }) => templateMeta.name === metadata.name,
        );
        const { compliant, lastEvaluated: at } = status;
        if (before?.compliant === compliant) return [before];
        const [{ conditions }] = status.compliancyDetails as {
          conditions: { type: string; message: string }[];
        }[];
        const [{ type, message }] = conditions;
        return [
          {
            templateMeta: { name: metadata.name, creationTimestamp: null },
            compliant,
            history: [
              {
                eventName: `${replica.metadata.name}.${sha256For(
                  spec.name,
                  metadata.name,
                  at,
                ).slice(0, 16)}`,
                lastTimestamp: at,
                message: `${compliant}; ${type} - ${message}`,
              },
              ...(before?.history ?? []),
            ].slice(0, MOST_ENTRIES),
          },
        ];
      });
  }

  /** On both sides: the copy here and the hub's say the same. */
  #tell(hub: SimulatedCluster, replica: Policy): void {
    const details = this.#detailsOf(replica);
    // What nobody has evaluated is not kept.
    if (details.length === 0) return;
    const isKept = details.every(({ compliant }) => compliant === 'Compliant');
    const status: Policy['status'] = {
      compliant: isKept ? 'Compliant' : 'NonCompliant',
      details,
    };
    const { apiVersion, kind, metadata } = replica;
    for (const { store } of [this.#context.cluster, hub]) {
      store.update<Policy>(
        {
          apiVersion,
          kind,
          namespace: metadata.namespace,
          name: metadata.name,
        },
        draft => {
          draft.status = status;
        },
        ADDON,
      );
    }
  }
}
