import type { Knex } from 'knex';
import { EVERYTHING_KEY } from '../mapping/evidenceKeys';
import { wantedPlaces, type Place } from './readFacts';
import { tableOfRows, type Steps } from './statements';

/** Keys that are kept of one namespace; what has more is derived at every change. */
const MOST_KEYS = 4_000;

/** Evidence as its row keeps it: the same for the same keys. */
export function encodeEvidence(keys: ReadonlySet<string> | undefined): string {
  if (!keys || keys.size === 0) return '';
  if (keys.size > MOST_KEYS) return EVERYTHING_KEY;
  return `|${[...keys].sort().join('|')}|`;
}

/** Writes by what evidence things in some namespaces are bound, where it differs. */
export function* writeEvidence(
  knex: Knex,
  places: readonly (Place & { keys: string })[],
): Steps<void> {
  if (places.length === 0) return;
  const wanted = wantedPlaces(knex, [...places]);
  const before = yield {
    sql: `select cluster_id, namespace, keys from ${wanted.sql} join evidence
      on cluster_id = wanted_cluster and namespace = wanted_namespace`,
    bindings: wanted.bindings,
  };
  const known = new Map(
    before.map(row => [`${row.cluster_id}/${row.namespace}`, row.keys]),
  );
  const changed = places.filter(
    ({ clusterId, namespace, keys }) =>
      (known.get(`${clusterId}/${namespace}`) ?? '') !== keys,
  );
  if (changed.length === 0) return;
  const fresh = tableOfRows(
    knex,
    'fresh',
    { of_cluster: 'text', of_namespace: 'text', said: 'text' },
    changed.map(({ clusterId, namespace, keys }) => ({
      of_cluster: clusterId,
      of_namespace: namespace,
      said: keys,
    })),
  );
  yield {
    sql: `insert into evidence (cluster_id, namespace, keys)
      select of_cluster, of_namespace, said from ${fresh.sql} where true
      on conflict (cluster_id, namespace) do update set keys = excluded.keys`,
    bindings: fresh.bindings,
  };
}
