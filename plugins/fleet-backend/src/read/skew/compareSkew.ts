import { hash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import {
  compareSights,
  modeOf,
  SKEW_ASPECTS,
  SKEW_COMPARISONS,
  sightOfMode,
  type CompareSkewQuery,
  type SkewAspect,
  type SkewComparisonPage,
  type TraitMember,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { breather } from '../../derive/breather';
import { findCluster } from '../findCluster';
import { isComplete, toFleetCoverage } from '../fleetCoverage';
import { defined, type FleetReadContext, type Row } from '../types';
import { groupClusters, type ClusterGroup } from './groupClusters';
import { membersOf } from './judgeGroup';
import { limitedOfSkew } from './limitedOfSkew';
import { pageOf } from './pageOf';
import { readTraits } from './readTraits';
import type { SkewBasis } from './SkewBasis';
import { toShownMode, toShownSight } from './toShown';
import type { Trait } from './types';

type Item = SkewComparisonPage['items'][number];

const KEY_LENGTH = 400;

/** Two clusters beside each other, or one beside its group; what differs first. */
export async function compareSkew(
  context: FleetReadContext,
  options: { adapters: readonly FleetAdapter[]; basis: SkewBasis },
  query: CompareSkewQuery,
): Promise<SkewComparisonPage> {
  const { fleet } = context;
  const { settings } = options.basis;
  const [left, right] = await sidesOf(context, query);
  const group = right
    ? undefined
    : groupClusters(fleet.clusters, settings).groups.find(({ clusters }) =>
        clusters.some(({ id }) => id === left.id),
      );
  const clusters = clustersOf(left, right, group);
  const { traits, withheld } = await readTraits(
    { context, clusters, adapters: options.adapters },
    query.aspect,
  );
  const items: Item[] = [];
  const breathe = breather();
  for (const trait of traits) {
    await breathe();
    if (!isOnAny(trait, clusters)) continue;
    const members = membersOf(trait, clusters, settings);
    items.push(compared(trait, members, left, right));
  }
  const shown = items.filter(
    ({ verdict }) => !query.verdict?.length || query.verdict.includes(verdict),
  );
  const page = pageOf(shown, {
    sort: 'skew-comparison',
    rank: ({ verdict, aspect, key }) => ({
      value: `${SKEW_COMPARISONS.indexOf(verdict)}${SKEW_ASPECTS.indexOf(
        aspect,
      )}${key.slice(0, KEY_LENGTH)}`,
      id: hash('sha256', key, 'base64url'),
    }),
    cursor: query.cursor,
    cursorKey: context.cursorKey,
    limit: query.limit,
  });
  return defined({
    asOf: new Date(fleet.takenAt).toISOString(),
    left: { id: left.id, name: left.name },
    right: right && { id: right.id, name: right.name },
    group: group && {
      group: { id: group.id, ...group.group },
      clusters: group.clusters.length,
    },
    items: page.items,
    nextCursor: page.nextCursor,
    totals: countsOf(items),
    aspects: SKEW_ASPECTS.flatMap((aspect: SkewAspect) => {
      const own = items.filter(each => each.aspect === aspect);
      return own.length > 0 ? [{ aspect, counts: countsOf(own) }] : [];
    }),
    withheld: withheld.length > 0 ? withheld : undefined,
    coverage: toFleetCoverage(
      clusters.length,
      clusters.filter(row => !isComplete(row)),
    ),
    hidden: context.tellsHidden ? context.view?.hiddenClusters ?? 0 : 0,
    ...limitedOfSkew(context),
  });
}

async function sidesOf(
  context: FleetReadContext,
  { cluster, against }: CompareSkewQuery,
): Promise<[Row, Row | undefined]> {
  const ids: string[] = [];
  for (const id of cluster) ids.push((await findCluster(context, id)).id);
  if (ids.length > 1 && against) {
    throw new InputError(
      "Two clusters are compared with each other: leave out 'against', or name one cluster.",
    );
  }
  if (new Set(ids).size < ids.length) {
    throw new InputError(
      "The parameter 'cluster' names one cluster twice. Name another, or compare it with its group.",
    );
  }
  const [left, right] = ids.map(id => context.fleet.byId.get(id));
  if (!left || (ids.length > 1 && !right)) {
    throw new InputError(
      "A cluster of the parameter 'cluster' has left: no source names it any more, and nothing of it is compared.",
    );
  }
  return [left, right];
}

function clustersOf(
  left: Row,
  right: Row | undefined,
  group: ClusterGroup | undefined,
): Row[] {
  if (right) return [left, right];
  // One that is in no group has nobody to be compared with.
  return group?.clusters ?? [];
}

function isOnAny(trait: Trait, clusters: readonly Row[]): boolean {
  return clusters.some(({ id }) => trait.sights.has(id));
}

function compared(
  trait: Trait,
  members: readonly TraitMember<Row>[],
  left: Row,
  right: Row | undefined,
): Item {
  const { aspect, key } = trait;
  const of = (row: Row) =>
    members.find(({ cluster }) => cluster.id === row.id) as TraitMember<Row>;
  const own = of(left);
  const expectedOf = ({ exempt, moving }: TraitMember<Row>) => exempt ?? moving;
  if (right) {
    const other = of(right);
    const expected = expectedOf(own) ?? expectedOf(other);
    const verdict = compareSights(own.sight, other.sight, expected);
    return defined({
      aspect,
      key,
      verdict,
      left: toShownSight(own.sight),
      right: toShownSight(other.sight),
      expected: verdict === 'expected' ? expected : undefined,
    });
  }
  const mode = modeOf(
    members.flatMap(({ sight, exempt }) => (exempt ? [] : [sight])),
  );
  const sight = sightOfMode(mode);
  const verdict = sight
    ? compareSights(own.sight, sight, expectedOf(own))
    : 'unknown';
  return defined({
    aspect,
    key,
    verdict,
    left: toShownSight(own.sight),
    mode: toShownMode(mode),
    expected: verdict === 'expected' ? expectedOf(own) : undefined,
  });
}

function countsOf(items: readonly Item[]): SkewComparisonPage['totals'] {
  const counts = { differs: 0, unknown: 0, expected: 0, same: 0 };
  for (const { verdict } of items) counts[verdict] += 1;
  return counts;
}
