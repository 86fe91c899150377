import type {
  ClusterFact,
  Heartbeat,
} from '@fleetview/backstage-plugin-fleet-common';
import { among } from '../../permissions/fragment';
import { namingAdapter } from '../../store/referenceKey';
import type { ReadContext, Row } from '../types';
import { judgingWords } from './selectStatements';

/** What hubs say of their sight of clusters, by the hub and the cluster. */
export type Heartbeats = ReadonlyMap<string, Heartbeat>;

const SILENT: Heartbeat = { state: 'unstated' };

/** Cluster objects of hubs that are looked at for one page. */
const LOOKED_AT = 2_000;

/** What the hubs that some statements are from say of their sight of the clusters that these speak of. */
export async function readHeartbeats(
  { knex }: Pick<ReadContext, 'knex'>,
  rows: readonly Row[],
): Promise<Heartbeats> {
  const elsewhere = rows.filter(
    row => row.subject !== null && row.subject !== row.observer,
  );
  const heartbeats = new Map<string, Heartbeat>();
  if (elsewhere.length === 0) return heartbeats;
  const ids = (column: 'observer' | 'subject') => [
    ...new Set(elsewhere.map(row => row[column] as string)),
  ];
  const subjects = among(knex, 'subject', ids('subject'));
  const observers = among(knex, 'observer', ids('observer'));
  const found: Row[] = await judgingWords(knex)
    .whereRaw(subjects.sql, subjects.bindings)
    .whereRaw(observers.sql, observers.bindings)
    .orderBy('id')
    .limit(LOOKED_AT)
    .select('observer', 'subject', 'subject_reference', 'adapter', 'data');
  for (const row of found) {
    const { heartbeat }: ClusterFact = JSON.parse(row.data);
    const key = heartbeatKey(row);
    heartbeats.set(key, worse(heartbeats.get(key), heartbeat));
  }
  return heartbeats;
}

/**
 * The heartbeat that decides whether a statement is current: its own where it
 * has one that says something, else that of its hub's object of the cluster.
 *
 * @returns nothing where it speaks of the cluster that it was read from
 */
export function heartbeatOf(
  row: Row,
  fact: { heartbeat?: Heartbeat },
  heartbeats: Heartbeats,
): Heartbeat | undefined {
  const own = fact.heartbeat ?? SILENT;
  if (own.state === 'lost') return own;
  if (row.subject_reference === null || row.subject === row.observer) {
    return undefined;
  }
  if (own.state === 'current') return own;
  // What rests on the answer alone.
  if (row.heartbeat === 'current') return { state: 'current' };
  return heartbeats.get(heartbeatKey(row)) ?? SILENT;
}

function heartbeatKey(row: Row): string {
  const { observer, subject, subject_reference: reference } = row;
  const adapter = reference
    ? namingAdapter(JSON.parse(reference), row.adapter)
    : row.adapter;
  return `${observer}/${adapter}/${subject}`;
}

/**
 * Two objects of one hub for the same cluster: none is believed more than the other,
 * but one that says nothing takes nothing from one that does.
 */
function worse(known: Heartbeat | undefined, other: Heartbeat): Heartbeat {
  const order = ['unstated', 'current', 'lost'];
  return known && order.indexOf(known.state) > order.indexOf(other.state)
    ? known
    : other;
}
