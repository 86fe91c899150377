import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import { hashFacts } from '../collector/hashFacts';
import type { ObjectChange, WatchKey } from '../collector/messages';
import type { FactTable } from '../store/factTables';

/** A kind as the store takes it: its key, and the tables that its facts go to. */
export type TestKind = { key: WatchKey; tables: FactTable[] };

export const DEPLOYMENTS: TestKind = {
  key: { adapter: 'kubernetes', group: 'apps', kind: 'Deployment' },
  tables: ['workload'],
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

export const PROJECTS: TestKind = {
  key: { adapter: 'argocd', group: 'argoproj.io', kind: 'AppProject' },
  tables: ['fact'],
};

/** The change of one object that says these facts. */
export function factsOf(...facts: [Fact, ...Fact[]]): ObjectChange {
  return {
    type: 'facts',
    uid: facts[0].source.uid,
    hash: hashFacts(facts),
    facts,
  };
}
