import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';

/** To a replica. Each is answered with `done` or `failed` under its number. */
export type ReplicaRequest = { id: number } & (
  | { type: 'start'; databaseUrl: string; records: ClusterRecord[] }
  | { type: 'tell'; records: ClusterRecord[] }
  | { type: 'stop' }
);

/** From a replica. */
export type ReplicaReport =
  | { type: 'ready' }
  | { type: 'done'; id: number; memoryBytes: number }
  | { type: 'failed'; id: number; reason: string }
  | { type: 'memory'; memoryBytes: number }
  | { type: 'log'; line: string };
