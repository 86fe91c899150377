import {
  dayNumber,
  dayOf,
  type FleetCost,
} from '@fleetview/backstage-plugin-fleet-common';
import { readClusterNames } from '../readClusterNames';
import { defined, toTime, type ReadContext } from '../types';
import type { ToldCluster } from './readTold';

const SOURCES = 200;

/** Who told the costs of clusters, those who have told nothing for longest first. */
export async function sourcesOf(
  context: ReadContext,
  told: readonly ToldCluster[],
  span: { first: string; last: string },
): Promise<FleetCost['sources']> {
  const first = dayNumber(span.first);
  const observers = await readClusterNames(
    context,
    told.flatMap(({ days }) => days.map(({ observer }) => observer)),
  );
  const reference = (id: string) => ({ id, name: observers.get(id) ?? id });
  return told
    .flatMap(({ clusterId, name, days }) => {
      const last = days.at(-1);
      return last ? [{ cluster: { id: clusterId, name }, days, last }] : [];
    })
    .sort(
      (a, b) =>
        a.last.day - b.last.day || (a.cluster.name < b.cluster.name ? -1 : 1),
    )
    .slice(0, SOURCES)
    .map(({ cluster, days, last }) =>
      defined({
        cluster,
        engine: last.engine,
        observer: reference(last.observer),
        money: last.money || undefined,
        lastDay: dayOf(last.day),
        days: days.filter(({ day }) => day >= first).length,
        toldAt: toTime(last.toldAt),
        estimated: last.isEstimated,
      }),
    );
}
