import { toTimestamp } from '../../../clock';
import type { ObjectStore } from '../../../store/ObjectStore';
import { setCondition } from '../../conditions';
import type { WorldClock } from '../../WorldClock';
import { HUB_NAMESPACE } from './baseline';
import {
  CLUSTER_GROUP,
  type ManagedCluster,
  type Placement,
  type PlacementDecision,
} from './types';

const API_VERSION = `${CLUSTER_GROUP}/v1beta1`;
const SCHEDULER = { manager: 'placement', operation: 'Update' as const };

/** What a Placement wants; the selector is evaluated here and written as labels there. */
export type PlacementOptions = {
  name: string;
  set: string;
  /** Labels of which a cluster must have one value each. */
  labels: Record<string, string[]>;
  numberOfClusters?: number;
  /** Clusters of the first decision group; it has no name unless there are any. */
  canary: (cluster: ManagedCluster) => boolean;
  tolerations: string[];
};

export function buildPlacement(options: PlacementOptions): Placement {
  const { name, set, labels, numberOfClusters, tolerations } = options;
  return {
    apiVersion: API_VERSION,
    kind: 'Placement',
    metadata: { name, namespace: HUB_NAMESPACE, labels: { team: 'platform' } },
    spec: {
      clusterSets: [set],
      ...(numberOfClusters !== undefined && { numberOfClusters }),
      predicates: [
        {
          requiredClusterSelector: {
            labelSelector: {
              matchExpressions: Object.entries(labels).map(([key, values]) => ({
                key,
                operator: 'In',
                values,
              })),
            },
          },
        },
      ],
      tolerations: tolerations.map(key => ({ key, operator: 'Exists' })),
    },
  };
}

/** The scheduler of one Placement. */
export class PlacementScheduler {
  readonly #store: ObjectStore;
  readonly #clock: WorldClock;
  readonly #options: PlacementOptions;

  constructor(
    store: ObjectStore,
    clock: WorldClock,
    options: PlacementOptions,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#options = options;
  }

  get #reference() {
    return {
      apiVersion: API_VERSION,
      kind: 'Placement',
      namespace: HUB_NAMESPACE,
      name: this.#options.name,
    };
  }

  #fits({ metadata, spec }: ManagedCluster, isChosen: boolean): boolean {
    const { set, labels, tolerations } = this.#options;
    const own = metadata.labels ?? {};
    return (
      spec.hubAcceptsClient &&
      own[`${CLUSTER_GROUP}/clusterset`] === set &&
      Object.entries(labels).every(([key, values]) =>
        values.includes(own[key]),
      ) &&
      (spec.taints ?? []).every(
        ({ key, effect }) =>
          tolerations.includes(key) ||
          effect === 'PreferNoSelect' ||
          (effect === 'NoSelectIfNew' && isChosen),
      )
    );
  }

  /** The clusters that it has chosen, the first group first. */
  chosen(): string[] {
    return this.#groups().flatMap(
      decision =>
        decision?.status.decisions.map(({ clusterName }) => clusterName) ?? [],
    );
  }

  /** How many clusters the first decision group has. */
  get canaries(): number {
    return this.#groups()[0]?.status.decisions.length ?? 0;
  }

  #groups(): (PlacementDecision | undefined)[] {
    return [0, 1].map(index =>
      this.#store.get<PlacementDecision>(this.#decision(index)),
    );
  }

  #decision(index: number) {
    return {
      apiVersion: API_VERSION,
      kind: 'PlacementDecision',
      namespace: HUB_NAMESPACE,
      name: `${this.#options.name}-decision-${index + 1}`,
    };
  }

  /** Decides anew, and writes only what is different. */
  schedule(clusters: readonly ManagedCluster[]): void {
    const before = this.chosen();
    const { numberOfClusters = Infinity, canary } = this.#options;
    const prefer = ({ spec }: ManagedCluster) =>
      spec.taints?.some(({ effect }) => effect === 'PreferNoSelect') ? 1 : 0;
    const fitting = clusters
      .filter(cluster =>
        this.#fits(cluster, before.includes(cluster.metadata.name)),
      )
      .sort((left, right) => prefer(left) - prefer(right));
    const picked = fitting.slice(0, numberOfClusters);
    const groups = [
      picked.filter(canary),
      picked.filter(cluster => !canary(cluster)),
    ].map(group => group.map(({ metadata }) => metadata.name));
    groups.forEach((names, index) => this.#decide(index, names));
    this.#report(groups, picked.length);
  }

  #decide(index: number, names: string[]): void {
    const reference = this.#decision(index);
    const decisions = names.map(clusterName => ({ clusterName, reason: '' }));
    if (this.#store.get(reference)) {
      this.#store.update<PlacementDecision>(
        reference,
        draft => {
          draft.status = { decisions };
        },
        SCHEDULER,
      );
      return;
    }
    const owner = this.#store.get(this.#reference);
    if (names.length === 0 || !owner) return;
    const { apiVersion, kind, metadata } = owner;
    this.#store.create(
      {
        ...reference,
        metadata: {
          name: reference.name,
          namespace: reference.namespace,
          labels: {
            [`${CLUSTER_GROUP}/placement`]: this.#options.name,
            [`${CLUSTER_GROUP}/decision-group-index`]: String(index),
            [`${CLUSTER_GROUP}/decision-group-name`]:
              index === 0 ? 'canary' : '',
          },
          ownerReferences: [
            {
              apiVersion,
              kind,
              name: metadata.name,
              uid: metadata.uid ?? '',
              controller: true,
              blockOwnerDeletion: true,
            },
          ],
        },
        status: { decisions },
      } as unknown as PlacementDecision,
      SCHEDULER,
    );
  }

  #report(groups: string[][], total: number): void {
    const missing = (this.#options.numberOfClusters ?? 0) - total;
    const time = toTimestamp(this.#clock.now());
    this.#store.update<Placement>(
      this.#reference,
      draft => {
        const checked = setCondition(
          draft.status?.conditions,
          {
            type: 'PlacementMisconfigured',
            status: 'False',
            reason: 'Succeedconfigured',
            message: 'Placement configurations check pass',
          },
          time,
        );
        draft.status = {
          numberOfSelectedClusters: total,
          decisionGroups: groups.flatMap((names, index) =>
            names.length
              ? [
                  {
                    decisionGroupIndex: index,
                    decisionGroupName: index === 0 ? 'canary' : '',
                    decisions: [this.#decision(index).name],
                    clusterCount: names.length,
                  },
                ]
              : [],
          ),
          conditions: setCondition(
            checked,
            satisfied(total, Math.max(missing, 0)),
            time,
          ),
        };
      },
      SCHEDULER,
    );
  }
}

function satisfied(total: number, missing: number) {
  const type = 'PlacementSatisfied';
  if (total === 0) {
    return {
      type,
      status: 'False' as const,
      reason: 'NoManagedClusterMatched',
      message: 'No ManagedCluster matches any of the cluster predicate',
    };
  }
  return missing > 0
    ? {
        type,
        status: 'False' as const,
        reason: 'NotAllDecisionsScheduled',
        message: `${missing} cluster decisions unscheduled`,
      }
    : {
        type,
        status: 'True' as const,
        reason: 'AllDecisionsScheduled',
        message: 'All cluster decisions scheduled',
      };
}
