import { NotFoundError } from '@backstage/errors';
import type {
  PastInstance,
  PastOfComponent,
} from '@fleetview/backstage-plugin-fleet-common';
import { readClustersAt } from '../../../history/readClustersAt';
import type { PlacedInstanceAt } from '../../../history/rebuildAt';
import { findCluster } from '../../findCluster';
import { defined, toTime, type ReadContext } from '../../types';
import { limitedOf } from '../../visible';
import { pastRow } from './pastRow';
import { readPastTime, toPast } from './PastTime';
import { readVisibleAt } from './readPastTile';
import { readSince, type SinceThen } from './readSince';
import { shownThen } from './shownThen';

/**
 * What an entity was on a cluster at a time; now where none is asked for.
 *
 * @throws InputError when nothing is kept of that time
 * @throws NotFoundError when there is no such cluster that the reader may see
 */
export async function getPast(
  context: ReadContext,
  options: { entityRef: string; clusterId: string; at?: string },
): Promise<PastOfComponent> {
  const { knex, now } = context;
  const { entityRef } = options;
  const time = await readPastTime(
    knex,
    options.at ?? new Date(now).toISOString(),
    now,
  );
  const cluster = await findCluster(context, options.clusterId, true);
  const clusterIds = [cluster.id as string];
  const [was] =
    time.kept === 'transitions'
      ? await readClustersAt({ knex, at: time.of, clusterIds })
      : [];
  if (time.kept === 'transitions' && !was) {
    throw new NotFoundError(
      `There was no cluster '${options.clusterId}' at that time.`,
    );
  }
  const instances = await readVisibleAt(context, time, {
    clusterIds,
    entityRefs: [entityRef],
  });
  const since = await readSince(knex, time, instances);
  return defined({
    entityRef,
    cluster: { id: cluster.id, name: cluster.name },
    past: toPast(time),
    gap: pastRow(cluster, was, { kept: time.kept, isCut: false }).past_gap,
    items: instances.map(each => toPastInstance(each, since.get(each.id))),
    ...limitedOf(context),
  });
}

function toPastInstance(
  was: PlacedInstanceAt,
  since: SinceThen | undefined,
): PastInstance {
  const { certainty, state, between = {} } = was;
  const isOpen = between.presence !== undefined;
  const { health, sync, version, desiredVersion } = shownThen(was);
  return defined({
    id: was.id,
    namespace: was.namespace,
    certainty,
    present: was.present,
    health: state && health,
    sync: state && sync,
    version,
    desiredVersion,
    replicas: isOpen || between.replicas ? undefined : state?.replicas,
    engines: isOpen || between.engines ? [] : state?.engines ?? [],
    between: Object.entries(between).map(([field, values]) => ({
      field: field as PastInstance['between'][number]['field'],
      values: values ?? [],
    })),
    since: toTime(since?.since),
    sinceIsLowerBound:
      since?.since === undefined ? undefined : since.sinceIsLowerBound,
    provenAt: toTime(was.provenAt),
  });
}
