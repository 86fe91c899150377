import type { Knex } from 'knex';
import { tableOfRows, type Steps } from '../statements';
import type { DriftDesire } from './types';

const TEXT = 'text' as const;

/** Notes of what objects of a cluster it is to be asked how they are desired, and nothing else; writes what differs alone. */
export function* writeDesires(
  knex: Knex,
  clusterId: string,
  desires: readonly DriftDesire[],
): Steps<void> {
  const rows = desires.map(({ uid, observer, adapter, question, ...data }) => ({
    of_uid: uid,
    of_cluster: clusterId,
    of_observer: observer,
    of_adapter: adapter,
    of_question: question,
    of_data: JSON.stringify(data),
  }));
  const stored = yield {
    sql: 'select uid, data from drift_desire where cluster_id = ?',
    bindings: [clusterId],
  };
  const lineOf = (uid: unknown, data: unknown) => JSON.stringify([uid, data]);
  const known = stored.map(({ uid, data }) => lineOf(uid, data)).sort();
  const wanted = rows.map(row => lineOf(row.of_uid, row.of_data)).sort();
  if (known.join() === wanted.join()) return;
  yield {
    sql: 'delete from drift_desire where cluster_id = ?',
    bindings: [clusterId],
  };
  if (rows.length === 0) return;
  const fresh = tableOfRows(
    knex,
    'fresh',
    {
      of_uid: TEXT,
      of_cluster: TEXT,
      of_observer: TEXT,
      of_adapter: TEXT,
      of_question: TEXT,
      of_data: TEXT,
    },
    rows,
  );
  yield {
    sql: `insert into drift_desire (uid, cluster_id, observer, adapter, question, data)
      select of_uid, of_cluster, of_observer, of_adapter, of_question, of_data from ${fresh.sql}`,
    bindings: fresh.bindings,
  };
}
