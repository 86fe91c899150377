import type { AttentionItem } from '@fleetview/backstage-plugin-fleet-common';
import type { EntityIndex } from '../../mapping/EntityIndex';
import type { CellScope } from '../../permissions/CellScope';
import { defined, type ReadContext, type Row } from '../types';
import type { AttentionContext, Candidate } from './Candidate';
import { clusterTroubles } from './clusterTroubles';
import { failingDeliveries } from './failingDeliveries';
import { lostHeartbeats } from './lostHeartbeats';
import { badInstances, driftingInstances } from './troubledInstances';
import { unansweringClusters } from './unansweringClusters';

/** Items that are told; the others are counted. */
const TOLD = 50;

const SEVERITY = ['critical', 'warning', 'notice'] as const;

/** What needs somebody. */
export type AttentionList = {
  /** Worst first, and within that the longest. At most 50. */
  items: AttentionItem[];
  /** How many there are. */
  total: number;
  /** Whether there is more that was not looked at: then `total` is at least so. */
  more: boolean;
  /** Milliseconds since 1970. */
  readAt: number;
};

/**
 * What needs somebody. The work grows with what is the matter, up to a limit, and
 * not with the fleet.
 *
 * @param clusters - those that a source names, by name; of others nothing is told
 * @param scope - what may be told of; everything where absent
 */
export async function readAttention(
  context: ReadContext,
  entities: EntityIndex,
  clusters: readonly Row[],
  scope?: CellScope,
): Promise<AttentionList> {
  const known: AttentionContext = {
    ...context,
    entities,
    clusters,
    byId: new Map(clusters.map(row => [row.id, row])),
    ...(scope ? { scope } : {}),
  };
  const unanswering = unansweringClusters(known);
  const silent = new Set(
    unanswering.flatMap(({ item }) => item.clusters.map(({ id }) => id)),
  );
  const [bad, drifting, lost] = await Promise.all([
    badInstances(known),
    driftingInstances(known),
    lostHeartbeats(known, silent),
  ]);
  const told = new Set(
    bad.candidates.flatMap(({ item }) =>
      item.entityRef ? [item.entityRef] : [],
    ),
  );
  const failing = await failingDeliveries(known, told);
  const candidates: Candidate[] = [
    ...unanswering,
    ...bad.candidates,
    ...failing.candidates,
    ...drifting.candidates,
    ...lost.candidates,
    ...clusterTroubles(known),
  ].sort(
    ({ item: a }, { item: b }) =>
      SEVERITY.indexOf(a.severity) - SEVERITY.indexOf(b.severity) ||
      compare(a.since ?? '9', b.since ?? '9') ||
      compare(a.id, b.id),
  );
  return {
    items: await detailed(context, candidates.slice(0, TOLD)),
    total: candidates.length,
    more: [bad, failing, drifting, lost].some(({ more }) => more),
    readAt: context.now,
  };
}

/** Reads the reasons of what is shown. */
async function detailed(
  { knex }: ReadContext,
  candidates: Candidate[],
): Promise<AttentionItem[]> {
  const data = new Map<string, unknown>();
  for (const table of ['instance', 'delivery'] as const) {
    const ids = candidates.flatMap(({ detail }) =>
      detail?.table === table ? [detail.id] : [],
    );
    if (ids.length === 0) continue;
    const rows: Row[] = await knex(table)
      .whereIn('id', ids)
      .select('id', 'data');
    for (const row of rows) {
      data.set(`${table}/${row.id}`, JSON.parse(row.data));
    }
  }
  return candidates.map(({ item, detail }) => {
    const said = detail && data.get(`${detail.table}/${detail.id}`);
    return said ? defined({ ...item, ...detail.of(said) }) : item;
  });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
