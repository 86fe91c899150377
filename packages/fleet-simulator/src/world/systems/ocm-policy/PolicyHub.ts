import type { WorldSystem, WorldSystemContext } from '../WorldSystem';
import { HUB_NAMESPACE } from '../open-cluster-management/baseline';
import type { PlacementDecision } from '../open-cluster-management/types';
import { buildPolicies, buildReplica, buildSet, PLACED } from './policies';
import { type Policy, POLICY_API, type Word } from './types';

const DAY_MS = 86_400_000;
const PROPAGATOR = {
  manager: 'governance-policy-propagator',
  operation: 'Update' as const,
};
const APPLIED = {
  manager: 'kubectl-client-side-apply',
  operation: 'Update' as const,
};
/** The worst first: not to know is worse than to comply. */
const WORST_FIRST: (Word | undefined)[] = [
  'NonCompliant',
  'Pending',
  undefined,
  'Compliant',
];

/**
 * The hub's side of the policy framework: a copy of each policy for each cluster that
 * the placement of the baseline chose, and what the clusters report, rolled up. A
 * cluster without the framework never reports; one that is lost stays as it was.
 */
export class PolicyHub implements WorldSystem {
  readonly #context: WorldSystemContext;

  constructor(context: WorldSystemContext) {
    this.#context = context;
  }

  load(): void {
    const { clock, cluster } = this.#context;
    clock.at(clock.now() - 25 * DAY_MS, () => {
      for (const object of [...buildPolicies(), ...buildSet()]) {
        cluster.store.create(object, APPLIED);
      }
      this.tick();
    });
  }

  tick(): void {
    for (const policy of this.#roots) {
      for (const name of this.#chosen) this.#replicate(policy, name);
      this.#rollUp(policy);
    }
  }

  get #policies(): Policy[] {
    return this.#context.cluster.store.all<Policy>(POLICY_API, 'Policy');
  }

  get #roots(): Policy[] {
    return this.#policies.filter(
      ({ metadata }) => metadata.namespace === HUB_NAMESPACE,
    );
  }

  /** The clusters that the baseline's placement decided on. */
  get #chosen(): string[] {
    return this.#context.cluster.store
      .all<PlacementDecision>(
        'cluster.open-cluster-management.io/v1beta1',
        'PlacementDecision',
      )
      .filter(
        ({ metadata }) =>
          metadata.labels?.['cluster.open-cluster-management.io/placement'] ===
          PLACED[0].placement,
      )
      .flatMap(({ status }) =>
        status.decisions.map(({ clusterName }) => clusterName),
      )
      .sort();
  }

  #replicaOf(policy: Policy, cluster: string): Policy | undefined {
    const { apiVersion, kind, metadata } = buildReplica(policy, cluster);
    const { namespace, name } = metadata;
    return this.#context.cluster.store.get<Policy>({
      apiVersion,
      kind,
      namespace,
      name,
    });
  }

  #replicate(policy: Policy, cluster: string): void {
    if (this.#replicaOf(policy, cluster)) return;
    this.#context.cluster.store.create(
      buildReplica(policy, cluster),
      PROPAGATOR,
    );
  }

  #rollUp(policy: Policy): void {
    const clusters = this.#chosen.map(name => {
      const { compliant } = this.#replicaOf(policy, name)?.status ?? {};
      return {
        clustername: name,
        clusternamespace: name,
        ...(compliant && { compliant }),
      };
    });
    const words = clusters.map(({ compliant }) => compliant);
    const worst = WORST_FIRST.find(word => words.includes(word));
    const status = {
      ...(worst && { compliant: worst }),
      placement: PLACED,
      ...(clusters.length > 0 && { status: clusters }),
    };
    if (JSON.stringify(policy.status) === JSON.stringify(status)) return;
    const { apiVersion, kind, metadata } = policy;
    this.#context.cluster.store.update<Policy>(
      {
        apiVersion,
        kind,
        namespace: metadata.namespace,
        name: metadata.name,
      },
      draft => {
        draft.status = status;
      },
      PROPAGATOR,
    );
  }
}
