import type { Knex } from 'knex';
import {
  isPostgres,
  tableOfRows,
  type Rows,
  type Statement,
} from '../derive/statements';
import type { DirtyMark } from '../store/markDirty';
import { keysOf, type KeyRange } from '../store/referenceKey';
import { decodeTouches } from '../store/touches';
import { CLUSTER_ALONE } from '../store/touchedNamespaces';

/** A hub's word on a cluster, by what the hub calls it. */
export type SightKey = { observer: string; adapter: string; name: string };

/** A fact that is current only while its hub sees the cluster that it speaks of. */
export type Dependent = {
  table: 'workload' | 'delivery';
  id: string;
  observer: string;
  subject: string | null;
  namespace: string;
  name: string;
  touches: string | null;
  stale: boolean;
};

const COLUMNS = 'id, observer, subject, namespace, name, touches, stale';

/** Facts that rest on the sight of some clusters. What states a heartbeat of its own does not. */
export function dependentsOf(knex: Knex, sights: SightKey[]): Statement {
  return inRanges(knex, sights.map(keysOf), COLUMNS);
}

/** All that is current of what observers say of other clusters, which rests on their being read. */
export function saidElsewhere(knex: Knex, observers: string[]): Statement {
  return inRanges(
    knex,
    observers.map(observer => keysOf({ observer })),
    COLUMNS,
    { ofWorkloads: 'stale = false', ofDeliveries: 'stale = false' },
  );
}

/** The clusters, each once, that facts rest on of which the keys are in some ranges. */
export function dependingSubjects(knex: Knex, ranges: KeyRange[]): Statement {
  const { sql, bindings } = inRanges(knex, ranges, 'observer, subject');
  return {
    sql: `select distinct observer, subject from (${sql}) as dependent where subject is not null and subject <> observer`,
    bindings,
  };
}

function inRanges(
  knex: Knex,
  ranges: KeyRange[],
  columns: string,
  {
    ofWorkloads = 'true',
    ofDeliveries = "heartbeat = 'unstated'",
  }: { ofWorkloads?: string; ofDeliveries?: string } = {},
): Statement {
  const types = { from_key: 'text', to_key: 'text' } as const;
  const wanted = tableOfRows(
    knex,
    'wanted',
    types,
    ranges.map(({ from, to }) => ({ from_key: from, to_key: to })),
  );
  const select = (table: string, where: string) =>
    `select '${table}' as source_table, ${columns} from ${wanted.sql}
      ${
        isPostgres(knex) ? '' : 'cross'
      } join ${table} on reference_key >= from_key and reference_key < to_key
      where reference_key is not null and ${where}`;
  return {
    sql: `${select('workload', ofWorkloads)} union all ${select(
      'delivery',
      ofDeliveries,
    )}`,
    bindings: [...wanted.bindings, ...wanted.bindings],
  };
}

/** What a hub says of the cluster that it is itself needs no sight. */
export function toDependents(rows: Rows): Dependent[] {
  const resting = rows.filter(row => row.subject !== row.observer);
  return resting.map(row => ({
    table: row.source_table,
    id: row.id,
    observer: row.observer,
    subject: row.subject,
    namespace: row.namespace,
    name: row.name,
    touches: row.touches,
    stale: Boolean(row.stale),
  }));
}

/** What has to be derived again once facts are current no more, or again. */
export function marksOf(dependents: Dependent[]): DirtyMark[] {
  return dependents.flatMap(({ table, observer, subject, ...row }) => [
    { clusterId: observer, namespace: CLUSTER_ALONE },
    ...(subject === null
      ? []
      : decodeTouches(table, row, row.touches).map(namespace => ({
          clusterId: subject,
          namespace,
        }))),
  ]);
}
