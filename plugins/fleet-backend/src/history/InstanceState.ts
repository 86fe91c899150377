import type { Health, Sync } from '@fleetview/backstage-plugin-fleet-common';

/** How many of the replicas that are wanted are available; `zero` where none is wanted. */
export type ReplicasClass = 'zero' | 'none' | 'some' | 'all';

/** What history keeps of an instance. What nobody states is absent. */
export type InstanceState = {
  health: Health;
  sync: Sync;
  /** The version that runs. */
  version?: string;
  desiredVersion?: string;
  replicas?: ReplicasClass;
  /** Ids of the engines that deliver it, in order. */
  engines: string[];
};

/** The fields of an instance that transitions are of, as texts; undefined where nobody states it. */
export type StateFields = {
  [field in
    | 'health'
    | 'sync'
    | 'version'
    | 'desired-version'
    | 'replicas'
    | 'engines']: string | undefined;
};

/** What an instance says, as far as history keeps it. */
export type Stated = {
  health: Health;
  sync: Sync;
  version: { desired?: string; actual?: string };
  replicas: { desired?: number; available?: number };
  engines: string[];
};

/** What is kept of what an instance says, field by field. */
export function fieldsOf(said: Stated): StateFields {
  return {
    health: said.health,
    sync: said.sync,
    version: said.version.actual,
    'desired-version': said.version.desired,
    replicas: replicasClassOf(said.replicas),
    engines: said.engines.join(',') || undefined,
  };
}

/** The same as a state. */
export function stateOf(fields: StateFields): InstanceState {
  const engines = fields.engines?.split(',') ?? [];
  return {
    health: fields.health as Health,
    // Where no engine delivers it, none says whether it is in sync.
    sync: engines.length > 0 ? (fields.sync as Sync) : 'unknown',
    ...(fields.version === undefined ? {} : { version: fields.version }),
    ...(fields['desired-version'] === undefined
      ? {}
      : { desiredVersion: fields['desired-version'] }),
    ...(fields.replicas === undefined
      ? {}
      : { replicas: fields.replicas as ReplicasClass }),
    engines,
  };
}

/** How many of the wanted replicas are available; undefined where it is not said. */
export function replicasClassOf(
  replicas: Stated['replicas'],
): ReplicasClass | undefined {
  const { desired, available } = replicas;
  if (desired === undefined || available === undefined) return undefined;
  if (desired === 0) return 'zero';
  if (available === 0) return 'none';
  return available < desired ? 'some' : 'all';
}
