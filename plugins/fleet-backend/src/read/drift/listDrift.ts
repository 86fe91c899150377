import type {
  FleetDriftPage,
  ListDriftQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import { decodeCursor, encodeCursor } from '../cursor';
import { readClusterNames } from '../readClusterNames';
import { defined, toTime, type ReadContext, type Row } from '../types';
import { limitedOf } from '../visible';
import { readDriftCoverage } from './readDriftCoverage';
import { readDriftTotals } from './readDriftTotals';
import { selectEpisodes } from './selectEpisodes';
import { toEpisode } from './toEpisode';

const LIMIT = 100;

/** Episodes of drift, with what all that pass come to. */
export async function listDrift(
  context: ReadContext,
  query: ListDriftQuery,
  weights?: Readonly<Record<string, number>>,
): Promise<FleetDriftPage> {
  const { cursor, limit = LIMIT, order = 'oldest', ...filter } = query;
  const sort = `drift-${order}`;
  const after = decodeCursor(cursor, sort, 'number', context.cursorKey);
  const [sign, direction] = order === 'oldest' ? ['>', 'asc'] : ['<', 'desc'];
  const page = selectEpisodes(context, filter);
  if (after) {
    // As one comparison of rows, it is where the index is entered.
    void page.whereRaw(
      `(first_observed_at, id) ${sign} (cast(? as bigint), ?)`,
      [after.value, after.id],
    );
  }
  // On PostgreSQL they are answered beside each other.
  const [rows, totals, coverage] = await Promise.all([
    page
      .orderByRaw(`first_observed_at ${direction}, id ${direction}`)
      .limit(limit + 1) as Promise<Row[]>,
    readDriftTotals(context, filter, weights),
    readDriftCoverage(context, filter),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const names = await readClusterNames(
    context,
    shown.flatMap(row => [row.cluster_id, row.observer]),
  );
  return defined({
    asOf: toTime(context.now) as string,
    items: shown.map(row => toEpisode(row, { now: context.now, names })),
    nextCursor:
      rows.length > limit && last
        ? encodeCursor(
            { sort, value: Number(last.first_observed_at), id: last.id },
            context.cursorKey,
          )
        : undefined,
    totals,
    ...coverage,
    ...limitedOf(context),
  });
}
