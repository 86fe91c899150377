import type { TraitSight } from '@fleetview/backstage-plugin-fleet-common';
import type { WatchKey } from '../../collector/messages';
import type { CoverageIndex } from '../../coverage/coverageIndex';
import type { Row } from '../types';
import { visibleOf } from '../visible';
import { eachPart } from './inParts';
import { readCovering } from './readCovering';
import { readMoving } from './readMoving';
import { HIDDEN, sightOfAspect } from './seesAll';
import { TraitSheet } from './TraitSheet';
import type { SkewReading, Trait } from './types';
import { absenceOf } from './unseen';
import { withPlacements } from './withPlacements';

/** Components of the catalog, by the revision of them that runs. */
export async function readComponents(reading: SkewReading): Promise<Trait[]> {
  const { context, clusters } = reading;
  const { knex } = context;
  const sheet = new TraitSheet('component');
  const none: WatchKey = { adapter: '', group: '', kind: '' };
  await eachPart(
    knex,
    clusters,
    'instance.cluster_id',
    () =>
      visibleOf(
        context,
        // What is bound to nothing is the same as nothing elsewhere.
        knex('instance').whereRaw("instance.entity_ref <> ''"),
        'instance',
      ).select(
        'instance.cluster_id',
        'instance.entity_ref',
        'instance.version',
        'instance.desired_version',
        'instance.stale',
      ),
    rows => {
      for (const row of rows) {
        const value: string | undefined =
          row.version ?? row.desired_version ?? undefined;
        sheet.add({
          clusterId: row.cluster_id,
          key: row.entity_ref,
          kind: none,
          sight: sightOfInstance(row, value),
        });
      }
    },
  );
  const moving = await readMoving(reading);
  const isAll = sightOfAspect(context, 'component') === 'all';
  const kinds = kindsOfWhatRuns(reading);
  const coverage = isAll ? await readCovering(reading, [], kinds) : undefined;
  const absences = new Map<string, TraitSight>();
  const traits = sheet
    .traits(cluster => {
      if (!coverage) return HIDDEN;
      // The same for all components: told once for each cluster.
      const known = absences.get(cluster.id);
      if (known) return known;
      const sight = absenceOfAll(cluster, kinds, coverage);
      absences.set(cluster.id, sight);
      return sight;
    })
    .map(trait => ({
      ...trait,
      learned: moving.get(trait.key) ?? new Map(),
    }));
  return coverage ? withPlacements(reading, traits) : traits;
}

/** That a component is not there: whatever it is made of could be any of these. */
function absenceOfAll(
  cluster: Row,
  kinds: readonly WatchKey[],
  coverage: CoverageIndex,
): TraitSight {
  for (const kind of kinds) {
    const sight = absenceOf(cluster, kind, coverage);
    if (sight.state !== 'absent') return sight;
  }
  return { state: 'absent' };
}

function sightOfInstance(row: Row, value: string | undefined): TraitSight {
  if (row.stale) {
    return {
      state: 'unknown',
      reason: 'stale',
      ...(value === undefined ? {} : { lastKnown: value }),
    };
  }
  return value === undefined
    ? { state: 'unknown', reason: 'unstated' }
    : { state: 'value', value };
}

/** The kinds that instances are made of, but for those that take more than the default role. */
function kindsOfWhatRuns({ adapters }: SkewReading): WatchKey[] {
  return adapters.flatMap(({ id, watches }) =>
    watches.flatMap(({ group, kind, facts, extension, everyKind }) =>
      !extension &&
      !everyKind &&
      (facts.includes('workload') || facts.includes('delivery'))
        ? [{ adapter: id, group, kind }]
        : [],
    ),
  );
}
