import { newestMinorOf } from '../fleet/newestMinor';
import { defined, toTime, type Row } from '../types';
import {
  CLUSTERS_NAMED,
  type AttentionContext,
  type Candidate,
} from './Candidate';

/** Clusters so many minor versions behind the newest are told: upstream supports three. */
const MINORS_BEHIND = 2;

/** What is the matter with clusters that answer: nodes, versions, and who they are. */
export function clusterTroubles(context: AttentionContext): Candidate[] {
  return [
    ...notReady(context),
    ...behind(context),
    ...possibleDuplicates(context),
    ...lostIdentities(context),
  ];
}

function notReady({ clusters }: AttentionContext): Candidate[] {
  return clusters
    .filter(row => !row.stale && row.nodes_not_ready > 0)
    .map(row => {
      const worst: string[] = row.worst ? JSON.parse(row.worst) : [];
      return {
        item: defined({
          id: `nodes/${row.id}`,
          kind: 'node-not-ready' as const,
          severity: 'warning' as const,
          title: row.name,
          state: `${row.nodes_not_ready} of ${row.nodes_total} nodes not ready`,
          detail: worst.find(line => line.startsWith('node ')),
          count: Number(row.nodes_not_ready),
          clusters: [{ id: row.id, name: row.name }],
          link: { type: 'cluster' as const, clusterId: row.id, tab: 'nodes' },
        }),
      };
    });
}

function behind({ clusters }: AttentionContext): Candidate[] {
  const newest = newestMinorOf(clusters);
  if (newest === undefined) return [];
  const versions = groupedBy(
    clusters.filter(
      row =>
        row.kubernetes_minor_number !== null &&
        row.kubernetes_minor_number <= newest - MINORS_BEHIND,
    ),
    row => row.kubernetes_minor,
  );
  return [...versions].map(([minor, rows]) => ({
    item: {
      id: `version/${minor}`,
      kind: 'version-behind' as const,
      severity: 'notice' as const,
      title: rows.length === 1 ? rows[0].name : `${rows.length} clusters`,
      state: `on Kubernetes ${minor}`,
      detail: `${
        newest - rows[0].kubernetes_minor_number
      } minor versions behind the newest in the fleet`,
      count: rows.length,
      clusters: references(rows),
      link: { type: 'clusters' as const, filter: { version: [minor] } },
    },
  }));
}

function possibleDuplicates({ clusters }: AttentionContext): Candidate[] {
  const twins = [
    ...groupedBy(
      clusters.filter(({ uid }) => uid !== null),
      ({ uid }) => uid,
    ),
  ].filter(([, rows]) => rows.length > 1);
  return twins.map(([uid, rows]) => ({
    item: {
      id: `duplicate/${uid}`,
      kind: 'possible-duplicate' as const,
      severity: 'notice' as const,
      title: rows
        .slice(0, CLUSTERS_NAMED)
        .map(({ name }) => name)
        .join(', '),
      state: 'possibly one cluster',
      detail:
        'kube-system has the same UID, but the API servers differ; things may be counted twice',
      count: rows.length,
      clusters: references(rows),
      link: {
        type: 'cluster' as const,
        clusterId: rows[0].id,
        tab: 'identity',
      },
    },
  }));
}

/** Clusters that once showed who they are and do not any more. */
function lostIdentities({ clusters }: AttentionContext): Candidate[] {
  return clusters
    .filter(
      row => row.identity_lost_at !== null && row.reachability === 'reachable',
    )
    .map(row => ({
      item: defined({
        id: `identity/${row.id}`,
        kind: 'identity-lost' as const,
        severity: 'warning' as const,
        title: row.name,
        state: 'identity cannot be confirmed',
        detail:
          'its namespace kube-system, by whose UID clusters are told apart, may not be read any more; grant get on namespaces',
        since: toTime(row.identity_lost_at),
        count: 1,
        clusters: [{ id: row.id, name: row.name }],
        link: {
          type: 'cluster' as const,
          clusterId: row.id,
          tab: 'identity',
        },
      }),
    }));
}

function references(rows: Row[]): { id: string; name: string }[] {
  return rows.slice(0, CLUSTERS_NAMED).map(({ id, name }) => ({ id, name }));
}

function groupedBy(
  rows: Row[],
  keyOf: (row: Row) => string,
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
