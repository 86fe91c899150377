import type {
  DriftGroupKind,
  FleetDriftGroup,
  FleetDriftGroupPage,
  ListDriftGroupsQuery,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Fragment } from '../../permissions/fragment';
import { decodeCursor, encodeCursor } from '../cursor';
import { readClusterNames } from '../readClusterNames';
import { defined, toTime, type ReadContext, type Row } from '../types';
import { limitedOf } from '../visible';
import { ageOf } from './ages';
import { readExamples } from './readExamples';
import { readPlacesOfSame, type PlacesOfSame } from './readPlacesOfSame';
import { readSpread, type Spread } from './readSpread';
import { selectEpisodes, type DriftFilter } from './selectEpisodes';
import { toEpisode } from './toEpisode';

const LIMIT = 100;

/** Those with the most that somebody has to look at first, and then those with the most. */
const RANK = `cast(sum(case when headline then 1 else 0 end) as bigint) * ${
  2 ** 24
} + count(*)`;

const COLUMNS = {
  same: 'same',
  class: 'class',
  owner: 'owner',
  component: 'entity_ref',
  cluster: 'cluster_id',
  region: 'region',
  environment: 'environment',
  engine: 'engine',
} as const satisfies Record<Exclude<DriftGroupKind, 'age'>, string>;

/** Episodes of drift added up, those first of which most need somebody. */
export async function listDriftGroups(
  context: ReadContext,
  query: ListDriftGroupsQuery,
): Promise<FleetDriftGroupPage> {
  const { by, cursor, limit = LIMIT, ...filter } = query;
  const sort = `drift-by-${by}`;
  const after = decodeCursor(cursor, sort, 'number', context.cursorKey);
  const { knex, now } = context;
  const key: Fragment =
    by === 'age'
      ? ageOf(now)
      : { sql: `drift_episode.${COLUMNS[by]}`, bindings: [] };
  // How many there are of the others is what a filter offers.
  const own: DriftFilter = { ...filter, [by]: undefined };
  const groups = selectEpisodes(context, own)
    .select(
      knex.raw(
        `${key.sql} as group_key, count(*) as episodes,
        sum(case when headline then 1 else 0 end) as headline,
        sum(case when ended_at is null and unconfirmed_since is not null then 1 else 0 end) as unconfirmed,
        ${RANK} as place,
        min(first_observed_at) as since, min(id) as example`,
        key.bindings,
      ),
    )
    .groupBy('group_key');
  const page = knex
    .select('*')
    .from(
      knex
        .select('*', knex.raw('count(*) over () as total'))
        .from(groups.as('grouped'))
        .as('counted'),
    );
  if (after) {
    void page.whereRaw('(place < ? or (place = ? and group_key > ?))', [
      after.value,
      after.value,
      after.id,
    ]);
  }
  // On PostgreSQL they are answered beside each other.
  const [rows, spread] = await Promise.all([
    page
      .orderBy([{ column: 'place', order: 'desc' }, { column: 'group_key' }])
      .limit(limit + 1) as Promise<Row[]>,
    // Of what differs in the same way it is told with its places.
    by === 'same'
      ? undefined
      : readSpread(context, own, key, countedBeside(by)),
  ]);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const details = { ...(await readDetails(context, by, own, shown)), spread };
  return defined({
    asOf: toTime(now) as string,
    by,
    items: shown.map(row => toGroup(row, details)),
    total: Number(rows[0]?.total ?? 0),
    nextCursor:
      rows.length > limit && last
        ? encodeCursor(
            { sort, value: Number(last.place), id: last.group_key },
            context.cursorKey,
          )
        : undefined,
    ...limitedOf(context),
  });
}

const COUNTED = ['clusters', 'owners', 'components'] as const;

/** Over how many of what it is grouped by a group goes is known: one. */
function countedBeside(by: DriftGroupKind): readonly (keyof Spread)[] {
  return COUNTED.filter(what => what !== `${by}s`);
}

type Details = {
  now: number;
  /** Over how many clusters, owners and components each goes. */
  spread: ReadonlyMap<string, Spread> | undefined;
  names: ReadonlyMap<string, string>;
  examples: ReadonlyMap<string, Row>;
  places: ReadonlyMap<string, PlacesOfSame>;
  by: DriftGroupKind;
};

async function readDetails(
  context: ReadContext,
  by: DriftGroupKind,
  filter: DriftFilter,
  rows: readonly Row[],
): Promise<Omit<Details, 'spread'>> {
  const [examples, places] =
    by === 'same'
      ? await Promise.all([
          readExamples(
            context,
            rows.map(row => row.example),
          ),
          readPlacesOfSame(
            context,
            filter,
            rows.map(row => row.group_key),
          ),
        ])
      : [new Map<string, Row>(), new Map<string, PlacesOfSame>()];
  const names = await readClusterNames(context, [
    ...(by === 'cluster' ? rows.map(row => row.group_key) : []),
    ...[...examples.values()].flatMap(row => [row.cluster_id, row.observer]),
    ...[...places.values()].flatMap(({ clusters }) => clusters),
  ]);
  return {
    now: context.now,
    names,
    examples,
    places,
    by,
  };
}

function toGroup(row: Row, details: Details): FleetDriftGroup {
  const { by, now, names, examples, places } = details;
  const example = examples.get(row.example);
  const place = places.get(row.group_key);
  const spread = details.spread?.get(row.group_key) ?? place?.spread;
  const isSomebody = row.group_key !== '';
  const countOf = (what: keyof Spread) =>
    what === `${by}s` ? Number(isSomebody) : spread?.[what] ?? 0;
  return defined({
    key: row.group_key,
    name: by === 'cluster' ? names.get(row.group_key) : undefined,
    episodes: Number(row.episodes),
    headline: Number(row.headline),
    unconfirmed: Number(row.unconfirmed),
    clusters: countOf('clusters'),
    owners: countOf('owners'),
    components: countOf('components'),
    since: toTime(row.since) as string,
    example: example && toEpisode(example, { now, names }),
    ownersOf: place?.owners,
    clustersOf: place?.clusters
      .map(id => ({ id, name: names.get(id) ?? id }))
      .sort((left, right) => (left.name < right.name ? -1 : 1)),
  });
}
