import {
  isDigest,
  placeClusters,
  RUNNING_PART,
  type RunningFact,
  type Stage,
  type WorkloadFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { RunningWish, StoredRunning } from '../../collector/running';
import { textOfFact } from '../../store/textOfFact';
import { readTold } from '../../store/readTold';
import { toStageCluster } from './stageFleetOf';

/** As many as can be read again before what was told of them is too old. */
const MOST = 400;
/** Those of a cluster that are looked through. */
const WORKLOADS = 5_000;

/**
 * Of which workloads of a cluster it has to be read what they run: those of components, on
 * clusters of a stage, that are settled and whose templates name no digest. And what was
 * told of them before.
 */
export async function readRunningWishes(options: {
  knex: Knex;
  observer: string;
  adapter: string;
  kinds: readonly string[];
  stages: readonly Stage[];
  /** Whether steps of ApplicationSets are stages as well. */
  hasSteps?: boolean;
  /** Whether it is to be told when each was read, and of what. */
  withTimes?: boolean;
}): Promise<StoredRunning> {
  const { knex, observer, adapter, withTimes } = options;
  const told = await readTold<RunningFact>({
    knex,
    of: { observer, type: 'running', adapter, part: RUNNING_PART },
    withTimes,
    readOf: templateOf,
  });
  const isStaged =
    (await isInStage(options)) ||
    (options.hasSteps === true && (await isInStep(options)));
  return { wishes: isStaged ? await readWishes(options) : [], told };
}

async function isInStage({
  knex,
  observer,
  stages,
}: {
  knex: Knex;
  observer: string;
  stages: readonly Stage[];
}): Promise<boolean> {
  if (stages.length === 0) return false;
  const row = await knex('cluster')
    .where({ id: observer })
    .whereNull('left_at')
    .first('id', 'name', 'attributes');
  if (!row) return false;
  return placeClusters(stages, [toStageCluster(row)]).stages.some(
    ({ waves }) => waves.length > 0,
  );
}

/** Whether an ApplicationSet brings something of a component to it. */
async function isInStep({
  knex,
  observer,
}: {
  knex: Knex;
  observer: string;
}): Promise<boolean> {
  const row = await knex('delivery')
    .where({ subject: observer })
    .whereNotNull('entity_ref')
    .whereRaw(`${textOfFact(knex, 'delivery', 'parent', 'kind')} = ?`, [
      'ApplicationSet',
    ])
    .first('id');
  return row !== undefined;
}

async function readWishes(options: {
  knex: Knex;
  observer: string;
  adapter: string;
  kinds: readonly string[];
}): Promise<RunningWish[]> {
  const { knex, observer, adapter, kinds } = options;
  const rows = await knex('workload')
    .where({ observer, adapter })
    .whereIn('kind', kinds)
    .whereNotNull('entity_ref')
    .whereNull('unreadable')
    .orderBy('source_uid')
    .limit(WORKLOADS)
    .select('source_uid', 'kind', 'api_version', 'data');
  return rows
    .flatMap(({ source_uid: uid, kind, api_version: version, data }) => {
      const fact: WorkloadFact = JSON.parse(data);
      const { namespace, name } = fact.source;
      return isByTag(fact) && namespace
        ? [{ uid, kind, version, namespace, name, of: templateOf(fact) }]
        : [];
    })
    .slice(0, MOST);
}

/** What moves is on its way, and what is not told apart by its template could be read of another one. */
function isByTag({ images, settled, templateRevision }: WorkloadFact): boolean {
  return (
    settled &&
    templateRevision !== undefined &&
    images.some(({ digest }) => !isDigest(digest))
  );
}

function templateOf({
  templateRevision,
  images,
}: Pick<WorkloadFact | RunningFact, 'templateRevision' | 'images'>): string {
  return JSON.stringify([
    templateRevision,
    images.map(({ container, repository, tag }) => [
      container,
      repository,
      tag,
    ]),
  ]);
}
