import type { Knex } from 'knex';
import { tableOfRows, type Rows, type Steps } from '../../derive/statements';
import { DAY_MS } from '../../history/retention';
import { recipientOf } from '../recipients';
import { isNewFailure, subjectOf, type UnnotedFailure } from './failureNews';
import { readWaiting } from './waiting';

/** What is known of a failure from before. */
type Before = {
  /** Nobody saw it repaired when it ended last, a short time ago. */
  wentOn: boolean;
  /** When it was noted last, where that was on this day. */
  toldAt?: number;
};

/** @param row - one that ended after those before it */
function beforeOf(
  row: Rows[number],
  earlier: Before | undefined,
  { now, dayBegins }: { now: number; dayBegins: number },
): Before {
  const wentOn =
    ['gone', 'unproven'].includes(row.fate) &&
    Number(row.ended_at) >= now - DAY_MS;
  const notedAt = Number(row.noted_at);
  return {
    wentOn,
    toldAt: notedAt >= dayBegins ? notedAt : earlier?.toldAt,
  };
}

/**
 * Those of some failures that their owners do not know of. Left out is what went on, and
 * what waits to be told already. What was told on this day and fails again is not urgent.
 *
 * @param options.since - since when somebody is told, in milliseconds since 1970 as all times
 */
export function* untoldFailures(
  knex: Knex,
  failures: readonly UnnotedFailure[],
  options: { now: number; since: number; dayBegins: number },
): Steps<UnnotedFailure[]> {
  const { now, dayBegins } = options;
  const units = tableOfRows(
    knex,
    'told',
    { told_unit: 'text', told_cluster: 'text', told_owner: 'text' },
    failures.map(({ unit, clusterId, owner }) => ({
      told_unit: unit,
      told_cluster: clusterId,
      told_owner: owner,
    })),
  );
  const noted = yield {
    sql: `select unit, cluster_id, noted_at, ended_at, fate from failure
      join ${units.sql} on unit = told_unit and cluster_id = told_cluster and noted_for = told_owner
      where noted_at is not null and (noted_at >= ? or ended_at >= ?)
      order by ended_at`,
    bindings: [...units.bindings, dayBegins, now - DAY_MS],
  };
  const before = new Map<string, Before>();
  for (const row of noted) {
    const key = `${row.unit}/${row.cluster_id}`;
    before.set(key, beforeOf(row, before.get(key), options));
  }
  const untold: UnnotedFailure[] = [];
  const waitsSince = new Map<string, number>();
  for (const failure of failures) {
    const known = before.get(`${failure.unit}/${failure.clusterId}`);
    if (known?.wentOn) continue;
    const at = known?.toldAt;
    if (at === undefined) {
      untold.push(failure);
      continue;
    }
    const recipient = recipientOf(failure.owner);
    if (!recipient) continue;
    const subject = subjectOf(failure, isNewFailure(failure, options));
    const key = JSON.stringify([recipient, ...subject]);
    if (!waitsSince.has(key)) {
      const kind = 'critical-failure';
      const waiting = yield* readWaiting(knex, { kind, recipient, subject });
      waitsSince.set(key, waiting?.notedAt ?? Infinity);
    }
    // What waits counts it where it was noted since that waits.
    if (at < (waitsSince.get(key) ?? Infinity)) {
      untold.push({ ...failure, isAgain: true });
    }
  }
  return untold;
}
