import type { AccessRule } from '../../api/authorization';
import type { ResourceType } from '../../api/resourceTypes';
import type { SimulatedCluster } from '../../SimulatedCluster';
import type { Random } from '../../random';
import type { Scenario, ScenarioCluster } from '../scenario/scenarioSchema';
import type { WorldClock } from '../WorldClock';

/** What a system may know of where it runs. */
export type WorldSystemContext = {
  scenario: Scenario;
  /** The cluster that it runs on. */
  spec: ScenarioCluster;
  cluster: SimulatedCluster;
  clock: WorldClock;
  random: Random;
  /** When the cluster was made, in milliseconds since 1970. */
  bornAt: number;
  /** All clusters by name, with what the scenario says of them: a hub speaks of others. */
  clusters: ReadonlyMap<
    string,
    { spec: ScenarioCluster; cluster: SimulatedCluster }
  >;
};

/** A system as it runs on one cluster: its objects, and what its controllers do. */
export interface WorldSystem {
  /** Makes what is there at the start; everything that the engines bring is there already. */
  load(): void;
  /** One step of its controllers. Must be cheap when nothing has to be done. */
  tick(): void;
}

/** What a portal is told to ask a system for over HTTP. */
export type SystemPoll = {
  /** An adapter's id, `/` and the name of one of its polls. */
  poll: string;
  namespace: string;
  settings?: Record<string, unknown>;
  /** Whether it can be asked for days of history besides (`settings.historyDays`). */
  hasHistory?: boolean;
  /** Whether it can be asked by hour besides (`settings.hours`). */
  hasHours?: boolean;
};

/** What a portal is told to read of a system beyond the default role. */
export type SystemExtension = {
  role: string;
  namespaces: string[];
  names?: string[];
};

/** A system that scenarios may let run on a cluster, by `systems`. */
export type WorldSystemDefinition = {
  /** The id of the adapter that reads it. */
  id: string;
  /** Kinds that it brings; their definitions are made before `load`. */
  types: readonly ResourceType[];
  /** Namespaces of its own. */
  namespaces: readonly string[];
  /** What a reader may besides: the extension roles that are granted. */
  rules?: readonly AccessRule[];
  /** Whether it speaks of other clusters, by the names that the scenario gives them. */
  namesClusters?: boolean;
  polls?(spec: ScenarioCluster, scenario: Scenario): SystemPoll[];
  extensions?(spec: ScenarioCluster, scenario: Scenario): SystemExtension[];
  create(context: WorldSystemContext): WorldSystem;
};
