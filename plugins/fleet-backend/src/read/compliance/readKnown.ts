import type {
  ComplianceSettings,
  StandardsIndex,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext } from '../types';
import { clustersOf, readAskedClusters } from './askedClusters';
import { expectedPairs, type Expectations } from './expectedPairs';
import { PolicyBook } from './PolicyBook';
import { readPlacements } from './readPlacements';
import { readKnownPolicies, readPlaces, readPlacesOf } from './readPlaces';
import {
  readSums,
  readSumsAmongOthers,
  type Sum,
  type SumsBy,
} from './readSums';
import { readUnreachable } from './readUnreachable';
import {
  isOfSomebody,
  selectCompliance,
  selectOfOthers,
  type ComplianceFilter,
} from './selectCompliance';

/** All that compliance is told from. */
export type Known = Expectations & {
  /** Of what is asked about. */
  sums: Sum[];
  /** What policies on clusters are known by: also what was found of others. */
  evidence: Sum[];
  book: PolicyBook;
  /** The clusters of these that cannot be read. */
  unreachable: ReadonlySet<string>;
};

/**
 * Reads what is known of policies, and where they are expected. Who may see a part of the
 * findings only is told of what he sees, and nothing of where policies are.
 */
export async function readKnown(
  context: ReadContext,
  filter: ComplianceFilter,
  options: {
    by: SumsBy;
    settings: ComplianceSettings;
    mapping: StandardsIndex;
  },
): Promise<Known> {
  const { by, settings, mapping } = options;
  const own = selectCompliance(context, filter);
  if (context.things && !context.things.isWhole) {
    const sums = await readSums(context, own, by);
    const book = new PolicyBook({
      // What a policy says of itself may be told with what it found.
      places: await readPlacesOf(context, sums),
      placements: [],
      mapping,
    });
    const pairs = expectedPairs({
      filter,
      settings: { expectations: [] },
      clusters: [],
      places: [],
      placements: new Map(),
      known: [],
      sums,
      book,
    });
    const unreachable = await readUnreachable(context, clustersIn(pairs, sums));
    return { ...pairs, sums, evidence: sums, book, unreachable };
  }
  const clusters = await readAskedClusters(context, filter);
  const places = await readPlaces(context, filter);
  const placements = await readPlacements(context);
  const known =
    settings.expectations.length > 0
      ? await readKnownPolicies(context, filter)
      : [];
  // Whether a policy was evaluated is asked of the cluster as a whole.
  const read =
    isOfSomebody(filter) && places.length > 0
      ? await readSumsAmongOthers(
          context,
          {
            own,
            others: selectOfOthers(context, filter).whereIn(
              'compliance_sum.cluster_id',
              clustersOf(context, filter).select('cluster.id'),
            ),
          },
          by,
        )
      : undefined;
  const sums = read?.own ?? (await readSums(context, own, by));
  const book = new PolicyBook({
    places,
    placements: placements.values(),
    mapping,
  });
  const expected = expectedPairs({
    filter,
    settings,
    clusters,
    places,
    placements,
    known,
    sums,
    book,
  });
  const unreachable = await readUnreachable(
    context,
    clustersIn(expected, sums),
  );
  return { ...expected, sums, evidence: read?.all ?? sums, book, unreachable };
}

/** The clusters on which something is expected, or was found. */
function clustersIn(
  { pairs }: Expectations,
  sums: readonly Sum[],
): readonly string[] {
  return [...pairs, ...sums].map(({ cluster }) => cluster);
}
