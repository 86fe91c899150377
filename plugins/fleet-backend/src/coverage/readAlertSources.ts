import {
  isCoverageCurrent,
  type CoverageState,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import { staleReason } from './staleReason';

const AT_ONCE = 500;

/** Whether it is known which alerts fire on a cluster. */
export type AlertSource = {
  /** When what is current of it was confirmed: the oldest of them. */
  confirmedAt?: number;
  /** Why more alerts may fire than are told; absent where all are. */
  gap?: string;
  /** What is wrong, in words that name things: not for who sees a part. */
  example?: string;
};

/** What nobody is asked for. */
export const NOT_ASKED: AlertSource = {
  gap: 'nothing on it is asked for its alerts',
};

/**
 * How well the alerts of clusters are known, by their ids; none of one that nothing is asked
 * for. All that is asked has to answer, and all of its rules have to be evaluated: else more
 * may fire than is told. That no alert is stored proves nothing.
 */
export async function readAlertSources(
  { knex, now }: { knex: Knex; now: number },
  clusterIds: readonly string[],
): Promise<ReadonlyMap<string, AlertSource>> {
  const sources = new Map<string, AlertSource>();
  for (let start = 0; start < clusterIds.length; start += AT_ONCE) {
    const rows: Record<string, any>[] = await knex('coverage')
      .whereIn('cluster_id', clusterIds.slice(start, start + AT_ONCE))
      .where({ kind: 'Alert' })
      // Of what answers over HTTP: others have a kind of that name as well.
      .where('api_group', 'like', 'api.%')
      .whereNot({ state: 'not-asked' })
      .orderBy(['cluster_id', 'adapter', 'api_group', 'scope'])
      .select(
        'cluster_id',
        'state',
        'reason',
        'confirmed_at',
        'freshness_ms',
        'skipped',
      );
    for (const row of rows) {
      sources.set(
        row.cluster_id,
        together(sources.get(row.cluster_id), sourceOf(row, now)),
      );
    }
  }
  return sources;
}

function sourceOf(row: Record<string, any>, now: number): AlertSource {
  const confirmedAt =
    row.confirmed_at === null ? undefined : Number(row.confirmed_at);
  const isCurrent = isCoverageCurrent({
    state: row.state as CoverageState,
    confirmedAgeMs:
      confirmedAt === undefined ? undefined : Math.max(0, now - confirmedAt),
    freshnessLimitMs: row.freshness_ms ?? undefined,
  });
  if (!isCurrent) {
    const reason = staleReason({
      state: row.state,
      reason: row.reason,
      freshnessMs: row.freshness_ms,
    });
    return { gap: `its alerts are not known now: ${reason}` };
  }
  const [skipped] = JSON.parse(row.skipped || '[]') as { example: string }[];
  return {
    confirmedAt,
    ...(skipped && {
      gap: 'not all of its alerts are known',
      example: skipped.example,
    }),
  };
}

function together(
  known: AlertSource | undefined,
  next: AlertSource,
): AlertSource {
  if (!known) return next;
  const times = [known.confirmedAt, next.confirmedAt].filter(
    time => time !== undefined,
  );
  const { gap, example } = known.gap === undefined ? next : known;
  return {
    ...(times.length > 0 && { confirmedAt: Math.min(...times) }),
    ...(gap !== undefined && { gap }),
    ...(example !== undefined && { example }),
  };
}

/** Why more alerts may fire than are told, for people. */
export function gapText(
  { gap, example }: AlertSource,
  options: { seesAll: boolean },
): string | undefined {
  return gap !== undefined && example !== undefined && options.seesAll
    ? `${gap}: ${example}`
    : gap;
}
