import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import { hashFacts } from '../collector/hashFacts';
import type { ObjectChange, WatchKey } from '../collector/messages';
import { prepareFacts } from '../collector/prepareFacts';
import { factId } from '../store/factId';
import type { FactTable } from '../store/factTables';

/** A kind as the store takes it: its key, and the tables that its facts go to. */
export type TestKind = { key: WatchKey; tables: FactTable[] };

export const DEPLOYMENTS: TestKind = {
  key: { adapter: 'kubernetes', group: 'apps', kind: 'Deployment' },
  tables: ['workload', 'fact'],
};

/** Why they are not well. */
export const DIAGNOSES: TestKind = {
  key: { adapter: 'kubernetes', group: '', kind: 'Diagnosis' },
  tables: ['fact'],
};

/** What their pods run. */
export const RUNNING: TestKind = {
  key: { adapter: 'kubernetes', group: '', kind: 'RunningImages' },
  tables: ['fact'],
};

export const NODES: TestKind = {
  key: { adapter: 'kubernetes', group: '', kind: 'Node' },
  tables: ['node'],
};

export const NAMESPACES: TestKind = {
  key: { adapter: 'kubernetes', group: '', kind: 'Namespace' },
  tables: ['namespace'],
};

export const APPLICATIONS: TestKind = {
  key: { adapter: 'argocd', group: 'argoproj.io', kind: 'Application' },
  tables: ['delivery'],
};

export const APPLICATION_SETS: TestKind = {
  key: { adapter: 'argocd', group: 'argoproj.io', kind: 'ApplicationSet' },
  tables: ['fact'],
};

export const SOURCES: TestKind = {
  key: {
    adapter: 'flux',
    group: 'source.toolkit.fluxcd.io',
    kind: 'GitRepository',
  },
  tables: ['fact'],
};

export const PROJECTS: TestKind = {
  key: { adapter: 'argocd', group: 'argoproj.io', kind: 'AppProject' },
  tables: ['fact'],
};

/** What an Argo CD says of itself over HTTP. */
export const SETTINGS: TestKind = {
  key: { adapter: 'argocd', group: 'api.argocd', kind: 'Settings' },
  tables: ['fact'],
};

export const POLICY_REPORTS: TestKind = {
  key: {
    adapter: 'policy-reports',
    group: 'wgpolicyk8s.io',
    kind: 'PolicyReport',
  },
  tables: ['finding'],
};

export const ALLOCATIONS: TestKind = {
  key: { adapter: 'opencost', group: 'api.opencost', kind: 'Allocation' },
  tables: ['allocation'],
};

export const ALERTS: TestKind = {
  key: { adapter: 'prometheus', group: 'api.prometheus', kind: 'Alert' },
  tables: ['alert'],
};

export const CLUSTER_POLICIES: TestKind = {
  key: { adapter: 'kyverno', group: 'kyverno.io', kind: 'ClusterPolicy' },
  tables: ['fact'],
};

export const CONSTRAINTS: TestKind = {
  key: {
    adapter: 'gatekeeper',
    group: 'constraints.gatekeeper.sh',
    kind: 'K8sRequiredLabels',
  },
  tables: ['fact'],
};

export const QUOTAS: TestKind = {
  key: { adapter: 'kubernetes', group: '', kind: 'ResourceQuota' },
  tables: ['fact'],
};

export const ROLE_BINDINGS: TestKind = {
  key: {
    adapter: 'kubernetes',
    group: 'rbac.authorization.k8s.io',
    kind: 'RoleBinding',
  },
  tables: ['fact'],
};

export const POLICY_EXCEPTIONS: TestKind = {
  key: { adapter: 'kyverno', group: 'kyverno.io', kind: 'PolicyException' },
  tables: ['fact'],
};

export const BUDGETS: TestKind = {
  key: { adapter: 'kubecost', group: 'api.kubecost', kind: 'Budget' },
  tables: ['fact'],
};

/** What a hub says of clusters. */
export const MANAGED_CLUSTERS: TestKind = {
  key: {
    adapter: 'ocm',
    group: 'cluster.open-cluster-management.io',
    kind: 'ManagedCluster',
  },
  tables: ['fact'],
};

/** What the same hub brings to them. */
export const WORKS: TestKind = {
  key: {
    adapter: 'ocm',
    group: 'work.open-cluster-management.io',
    kind: 'ManifestWork',
  },
  tables: ['delivery'],
};

export const POOLS: TestKind = {
  key: { adapter: 'ocm', group: 'cluster.x-k8s.io', kind: 'MachineDeployment' },
  tables: ['fact'],
};

export const AGENTS: TestKind = {
  key: {
    adapter: 'ocm',
    group: 'addon.open-cluster-management.io',
    kind: 'ManagedClusterAddOn',
  },
  tables: ['fact'],
};

export const PLACEMENTS: TestKind = {
  key: {
    adapter: 'ocm',
    group: 'cluster.open-cluster-management.io',
    kind: 'Placement',
  },
  tables: ['fact'],
};

/** The change of one object that says these facts, as the collector of `c-1` tells it. */
export function factsOf(
  ...facts: [Fact, ...Fact[]]
): Extract<ObjectChange, { type: 'facts' }> {
  const { uid } = facts[0].source;
  const prepared = prepareFacts({
    observer: 'c-1',
    adapter: 'kubernetes',
    uid,
    facts,
  });
  return {
    type: 'facts',
    uid,
    hash: hashFacts(prepared.map(({ data }) => data)),
    resourceVersion: '1',
    isNew: false,
    facts: prepared,
  };
}

/** The same changes, as the collector of a cluster and an adapter tells them. */
export function changesOf(
  observer: string,
  key: WatchKey,
  changes: ObjectChange[],
): ObjectChange[] {
  return changes.map(change =>
    change.type === 'facts'
      ? {
          ...change,
          facts: change.facts.map(fact => ({
            ...fact,
            id: factId({
              observer,
              adapter: key.adapter,
              sourceUid: change.uid,
              part: fact.part,
            }),
          })),
        }
      : change,
  );
}

/** The same change, of an object of which nothing is stored. */
export function isNew<T extends ObjectChange>(change: T): T {
  return { ...change, isNew: true };
}
