import type { Instance } from '@fleetview/backstage-plugin-fleet-common';
import type { InstanceData } from '../../derive/instanceRow';
import { defined, toTime, type ReadContext, type Row } from '../types';
import { visibleOf } from '../visible';

type Release = { order: number; version: string; beganAt?: number };

/**
 * By how many releases instances of a component are behind those of their own
 * environment: releases that are newer than what they run, and that something in the
 * same environment runs or is on its way to.
 */
export async function readBehind(
  context: ReadContext,
  entityRef: string,
): Promise<(instance: Instance) => Instance['behind']> {
  const { knex, view } = context;
  const isWhole = !view || view.scope.isWhole;
  const rows: Row[] = await knex('rollout')
    .where({ entity_ref: entityRef })
    .whereNotNull('version')
    .orderBy('release_order', 'desc')
    .limit(200)
    .select('version', 'release_order', 'began_at', 'data');
  const releases = rows
    .map((row): Release => {
      const isLowerBound = JSON.parse(row.data).beganIsLowerBound === true;
      return {
        order: Number(row.release_order),
        version: row.version,
        ...(isLowerBound ? {} : { beganAt: Number(row.began_at) }),
      };
    })
    .sort((a, b) => a.order - b.order);
  const byVersion = new Map(releases.map(each => [each.version, each]));
  const newest = new Map<string, number>();
  const seen = new Set<string>();
  if (releases.length > 1) {
    const instances: Row[] = await visibleOf(
      context,
      knex('instance').where({ entity_ref: entityRef }),
      'instance',
    ).select('data');
    for (const { data } of instances) {
      const { environment, version }: InstanceData = JSON.parse(data);
      for (const each of [version.desired, version.actual]) {
        if (each !== undefined) seen.add(each);
      }
      const order = byVersion.get(version.desired ?? '')?.order;
      if (order === undefined) continue;
      newest.set(
        environment,
        Math.max(newest.get(environment) ?? order, order),
      );
    }
  }
  return ({ environment, version }) => {
    const runs = version.actual ?? version.desired;
    const own = runs === undefined ? undefined : byVersion.get(runs);
    const limit = newest.get(environment);
    if (!own || limit === undefined) return undefined;
    const ahead = releases.filter(
      ({ order, version: other }) =>
        order > own.order &&
        order <= limit &&
        // Of what is only where it may not be seen nothing is counted.
        (isWhole || seen.has(other)),
    );
    if (ahead.length === 0) return undefined;
    return defined({
      releases: ahead.length,
      since: toTime(ahead[0].beganAt),
    });
  };
}
