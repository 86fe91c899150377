import {
  isCoverageCurrent,
  type CoverageState,
} from '@fleetview/backstage-plugin-fleet-common';
import { staleReason } from '../../coverage/staleReason';
import type { Row } from '../../read/types';
import type { RoomCoverage } from './types';

type RoomKind = {
  group: string;
  kind: string;
  tells: 'unknownNodes' | 'unknownWorkloads' | 'unknownQuotas';
  /** It is there or not as a cluster has it, or nobody asks for it. */
  isOptional?: boolean;
};

/** Kinds whose objects tell what room there is. */
export const ROOM_KINDS: readonly RoomKind[] = [
  { group: '', kind: 'Node', tells: 'unknownNodes' },
  { group: 'apps', kind: 'Deployment', tells: 'unknownWorkloads' },
  { group: 'apps', kind: 'StatefulSet', tells: 'unknownWorkloads' },
  { group: 'apps', kind: 'DaemonSet', tells: 'unknownWorkloads' },
  { group: 'batch', kind: 'Job', tells: 'unknownWorkloads' },
  {
    group: 'argoproj.io',
    kind: 'Rollout',
    tells: 'unknownWorkloads',
    isOptional: true,
  },
  { group: '', kind: 'ResourceQuota', tells: 'unknownQuotas' },
];

/**
 * How well it is known what room there is on a cluster: what is not current, or of which
 * objects could not be read, is not known.
 *
 * @param rows - of the table `coverage`, of the whole cluster
 */
export function coverageOfRoom(
  rows: readonly Row[],
  now: number,
): RoomCoverage {
  const coverage: RoomCoverage = {};
  for (const roomKind of ROOM_KINDS) {
    const { group, kind, tells, isOptional } = roomKind;
    const own = rows.filter(
      row => row.api_group === group && row.kind === kind,
    );
    if (own.length === 0 && !isOptional) {
      coverage[tells] ??= `its ${kind}s were never read`;
    }
    for (const row of own) {
      if (row.state === 'not-served' && kind !== 'Node') continue;
      const why = whyUnknown(row, now);
      if (why !== undefined) {
        coverage[tells] ??= `its ${kind}s are not all known: ${why}`;
        continue;
      }
      const confirmedAt = Math.min(now, Number(row.confirmed_at));
      coverage.confirmedAt = Math.min(
        coverage.confirmedAt ?? confirmedAt,
        confirmedAt,
      );
    }
  }
  return coverage;
}

function whyUnknown(row: Row, now: number): string | undefined {
  const isCurrent = isCoverageCurrent({
    state: row.state as CoverageState,
    confirmedAgeMs:
      row.confirmed_at === null
        ? undefined
        : Math.max(0, now - Number(row.confirmed_at)),
    freshnessLimitMs: row.freshness_ms ?? undefined,
  });
  if (!isCurrent) {
    return staleReason({
      state: row.state,
      reason: row.reason,
      freshnessMs: row.freshness_ms,
    });
  }
  const skipped: { reason: string; count: number }[] = row.skipped
    ? JSON.parse(row.skipped)
    : [];
  const unread = skipped
    .filter(({ reason }) => reason !== 'irrelevant')
    .reduce((sum, { count }) => sum + count, 0);
  return unread > 0 ? `${unread} of them could not be read` : undefined;
}
