import { defined, toTime } from '../types';
import type { AttentionContext, Candidate } from './Candidate';

const UNANSWERING = {
  unreachable: { kind: 'cluster-unreachable', severity: 'critical' },
  unauthorized: { kind: 'cluster-unauthorized', severity: 'critical' },
  invalid: { kind: 'cluster-invalid', severity: 'critical' },
  quarantined: { kind: 'cluster-quarantined', severity: 'critical' },
  forbidden: { kind: 'cluster-forbidden', severity: 'warning' },
} as const;

/** Clusters that say nothing, or are not believed. */
export function unansweringClusters({
  clusters,
}: AttentionContext): Candidate[] {
  return clusters
    .filter(row => Object.hasOwn(UNANSWERING, row.reachability))
    .map(row => {
      const state = row.reachability as keyof typeof UNANSWERING;
      const instances = Number(row.instance_total);
      const lastSeen = toTime(row.last_seen_at);
      return {
        item: defined({
          id: `cluster/${row.id}`,
          ...UNANSWERING[state],
          title: row.name,
          state,
          detail: [
            row.reachability_reason,
            instances > 0 ? `${instances} instances as last known` : undefined,
            lastSeen ? undefined : 'has never answered',
          ]
            .filter(Boolean)
            .join(' · '),
          since: toTime(row.reachability_since),
          count: 1,
          clusters: [{ id: row.id, name: row.name }],
          link: { type: 'cluster' as const, clusterId: row.id, tab: 'systems' },
        }),
      };
    });
}
