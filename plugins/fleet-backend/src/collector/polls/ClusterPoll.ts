import type {
  ClusterConnection,
  PollService,
} from '@fleetview/backstage-plugin-fleet-node';

/** Something that a system of a cluster is asked for over HTTP, as configuration says it. */
export type ClusterPoll = {
  adapter: string;
  /** Of one of the adapter's polls. */
  kind: string;
  /** Where the system runs. */
  namespace: string;
  /** Which service is asked, where it is not called as usual. */
  service?: Partial<PollService>;
  /** Where it is asked instead of through the cluster's API server. */
  connection?: Pick<
    ClusterConnection,
    'server' | 'token' | 'caData' | 'networkPolicy'
  >;
  intervalSeconds?: number;
  /** What only this poll knows how to read. */
  settings?: Record<string, unknown>;
};
