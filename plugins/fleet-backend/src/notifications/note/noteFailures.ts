import type { Knex } from 'knex';
import { setTimeout } from 'node:timers/promises';
import {
  isPostgres,
  runSteps,
  tableOfRows,
  type Rows,
  type Steps,
} from '../../derive/statements';
import {
  failureNews,
  mergeData,
  type FailureNews,
  type UnnotedFailure,
} from './failureNews';
import { untoldFailures } from './untoldFailures';
import { readWaiting, writeWaiting } from './waiting';

/** Failures that are noted in one transaction. */
const AT_ONCE = 500;

/** Worded as the index is that holds nothing else. */
const UNNOTED =
  "failure.noted_at is null and failure.ended_at is null and failure.severity = 'critical' and failure.owner <> 'unassigned'";

/** The next failures that were not noted, by their ids. */
export function unnotedSql(isOnPostgres: boolean): string {
  return `select failure.id, unit, cluster_id, cluster.name as cluster_name, failure.owner, engine, policy, first_failed_at
    from failure ${
      // It would take the index of ends, and read all that goes on.
      isOnPostgres ? '' : 'indexed by failure_unnoted_index'
    } join cluster on cluster.id = failure.cluster_id
    where ${UNNOTED} and failure.id > ? order by failure.id limit ${AT_ONCE}
    ${isOnPostgres ? 'for update of failure skip locked' : ''}`;
}

/**
 * Notes the critical failures that were not, in the transactions that say of them that they
 * are noted: none is lost, and none noted twice, whoever crashes. What fails anew on the
 * day on which it was noted before waits for the digest. What was noted and is back within
 * a day of an end that nobody saw it repaired at, as of reports that were deleted and made
 * anew, went on.
 *
 * @param options.since - since when somebody is told
 * @param options.dayBegins - when the day began, in milliseconds since 1970 as all times
 * @returns how many failures were noted
 */
export async function noteFailures(options: {
  knex: Knex;
  now: number;
  since: number;
  dayBegins: number;
  isStopped?: () => boolean;
}): Promise<number> {
  const { knex, isStopped = () => false } = options;
  let noted = 0;
  for (let after = 0; !isStopped(); ) {
    const read = await runSteps(knex, () => noteSome(knex, after, options));
    noted += read.noted;
    if (read.last === undefined) break;
    after = read.last;
    // SQLite has one connection, and pages wait for it.
    if (!isPostgres(knex)) await setTimeout(1, undefined, { ref: false });
  }
  return noted;
}

function* noteSome(
  knex: Knex,
  after: number,
  options: { now: number; since: number; dayBegins: number },
): Steps<{ noted: number; last?: number }> {
  const { now } = options;
  const rows = yield { sql: unnotedSql(isPostgres(knex)), bindings: [after] };
  if (rows.length === 0) return { noted: 0 };
  const found = rows.map(toFailure);
  const untold = yield* untoldFailures(knex, found, options);
  const ids = tableOfRows(
    knex,
    'noted',
    { noted_id: 'bigint' },
    found.map(({ id }) => ({ noted_id: id })),
  );
  yield {
    sql: `update failure set noted_at = ?, noted_for = owner where id in (select noted_id from ${ids.sql})`,
    bindings: [now, ...ids.bindings],
  };
  const news = failureNews(untold, options);
  for (const each of news) yield* addNews(knex, each, now);
  return { noted: found.length, last: found[found.length - 1].id };
}

/** Adds to what waits to be sent, or is the first of it. */
function* addNews(knex: Knex, news: FailureNews, now: number): Steps<void> {
  const { recipient, subject, isUrgent, data, firstId } = news;
  const kind = 'critical-failure';
  const waiting = yield* readWaiting(knex, { kind, recipient, subject });
  yield* writeWaiting(
    {
      kind,
      recipient,
      key: [...subject, firstId],
      subject,
      isUrgent,
      data: waiting ? mergeData(waiting.data, data) : data,
    },
    { waiting, now },
  );
}

function toFailure(row: Rows[number]): UnnotedFailure {
  return {
    id: Number(row.id),
    unit: row.unit,
    clusterId: row.cluster_id,
    clusterName: row.cluster_name,
    owner: row.owner,
    engine: row.engine,
    policy: row.policy,
    ...(row.first_failed_at === null
      ? {}
      : { firstFailedAt: Number(row.first_failed_at) }),
  };
}
