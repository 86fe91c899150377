import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';

/** What a source that is a hub says beside how to connect. */
export type HubAssertions = {
  /** What the hub calls it, by the hub's own name in its source. */
  hub?: { cluster: string; name: string; uid?: string };
  /** The operator trusts this hub's word on which records are one cluster. */
  trusted?: boolean;
};

/** The columns of a record that say how it was told the last time. */
export type StoredRecord = {
  source_title: string;
  server: string | null;
  tls_verified: boolean;
  /** Null for one that was not told since this is kept. */
  operator_named: boolean | null;
  present: boolean;
};

/** One source's record of a cluster. */
export type MemberRecord = {
  source: string;
  name: string;
  clusterId: string;
  /** The cluster that it was at first sight. */
  homeId: string;
  present: boolean;
  /** As the source told it here; absent where only another replica has heard it. */
  record?: ClusterRecord;
  /** As the database has it; absent for what was never written. */
  stored?: StoredRecord;
};

/**
 * Whether the operator chose a record's name. A hub chooses the names of its
 * clusters, also where it is the operator's proxy that they are reached by.
 */
export function isOperatorNamed({
  record,
  stored,
}: Pick<MemberRecord, 'record' | 'stored'>): boolean {
  if (!record) return stored?.operator_named !== false;
  return record.origin === 'operator' && !record.hub;
}

export function memberKey(member: { source: string; name: string }): string {
  return `${member.source}/${member.name}`;
}
