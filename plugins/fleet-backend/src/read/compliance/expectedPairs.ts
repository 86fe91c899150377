import {
  pairKeyOf,
  policyKeyOf,
  type ComplianceSettings,
  type ExpectationBasis,
  type ExpectedPair,
  type PolicyName,
  type Severity,
} from '@fleetview/backstage-plugin-fleet-common';
import { UNASSIGNED } from '../../derive/resolveAttributes';
import { isOfSomeClusters, type AskedCluster } from './askedClusters';
import { expectedWhere, type KnownPolicy } from './expectedWhere';
import type { PolicyBook } from './PolicyBook';
import type { Placement } from './readPlacements';
import type { Place } from './readPlaces';
import type { Sum } from './readSums';
import type { ComplianceFilter } from './selectCompliance';

/** A policy on a cluster where it is expected, and what says so. */
export type Expected = ExpectedPair & { basis: ExpectationBasis };

export type Expectations = {
  pairs: Expected[];
  /** How many more there are on clusters that nobody names. */
  unnamed: number;
  /** Policies that are known, and expected nowhere. */
  nowhere: PolicyName[];
};

/** The engine of a policy that configuration names, and that nobody has ever seen. */
const NO_ENGINE = 'unknown';

/**
 * Which policies are expected on the clusters that are asked about: where hubs place them,
 * and on clusters that these do not know where configuration expects them, else where they or
 * results of them were last seen.
 */
export function expectedPairs(options: {
  filter: ComplianceFilter;
  settings: Pick<ComplianceSettings, 'expectations'>;
  clusters: readonly AskedCluster[];
  places: readonly Place[];
  placements: ReadonlyMap<string, Placement>;
  /** Policies that are on any cluster. */
  known: readonly PolicyName[];
  sums: readonly Sum[];
  book: PolicyBook;
}): Expectations {
  const { filter, settings, clusters, book } = options;
  const byId = new Map(clusters.map(cluster => [cluster.id, cluster]));
  const isOfSeverity = (severity: Severity | undefined) =>
    !filter.severity?.length ||
    (severity !== undefined && filter.severity.includes(severity));
  const policies = policiesOf(options).map(each => ({
    ...each,
    where: expectedWhere(each, clusters, settings),
  }));
  const seen = new Set([...options.places, ...options.sums].map(pairKeyOf));
  const pairsOf = ({ engine, policy, where }: (typeof policies)[number]) =>
    where.map(each => ({ engine, policy, ...each }));
  const pairs = policies.flatMap(pairsOf).flatMap<Expected>(pair => {
    const severity = book.severityOn(pair);
    if (!seen.has(pairKeyOf(pair)) && !isOfSeverity(severity)) return [];
    const cluster = byId.get(pair.cluster);
    const look = book.lookOn(pair);
    return [
      {
        ...pair,
        ...(severity && { severity }),
        standards: look.standards.map(({ id }) => id),
        controls: look.controls,
        ...(cluster && {
          region: cluster.region,
          environment: cluster.environment,
        }),
        ...belongingOf(filter, cluster),
      },
    ];
  });
  // Which clusters nobody names nobody says, and so not whether they are asked about.
  const ofAll = isOfSomeClusters(filter)
    ? []
    : policies.filter(each => isOfSeverity(book.severityOf(each)));
  return {
    pairs,
    unnamed: ofAll.reduce((sum, each) => sum + each.unnamed, 0),
    nowhere: ofAll.flatMap(({ engine, policy, where, unnamed }) =>
      where.length === 0 && unnamed === 0 ? [{ engine, policy }] : [],
    ),
  };
}

/** All policies that are known or named, with where they belong as far as anybody says. */
function policiesOf(
  options: Parameters<typeof expectedPairs>[0],
): KnownPolicy[] {
  const { filter, placements, clusters } = options;
  const ids = new Set(clusters.map(({ id }) => id));
  const policies = new Map<string, PolicyName & { lastKnown: Set<string> }>();
  const of = ({ engine, policy }: PolicyName) => {
    const key = policyKeyOf({ engine, policy });
    const known = policies.get(key);
    if (known) return known;
    const fresh = { engine, policy, lastKnown: new Set<string>() };
    policies.set(key, fresh);
    return fresh;
  };
  for (const each of options.places) of(each).lastKnown.add(each.cluster);
  for (const each of options.sums) of(each).lastKnown.add(each.cluster);
  for (const each of options.known) of(each);
  for (const each of placements.values()) if (isAsked(each, filter)) of(each);
  for (const each of namedIn(options.settings, [...policies.values()])) {
    if (isAsked(each, filter)) of(each);
  }
  return [...policies].map(([key, { lastKnown, ...policy }]) => {
    const placement = placements.get(key);
    return {
      ...policy,
      lastKnown: [...lastKnown],
      unnamed: placement?.unnamed ?? 0,
      ...(placement && {
        placement: placement.clusters.filter(id => ids.has(id)),
        speaksOf: placement.speaksOf,
      }),
    };
  });
}

/**
 * Policies that configuration names in full and that nobody knows: they are expected all the
 * same, and evaluated nowhere.
 */
function namedIn(
  { expectations }: Pick<ComplianceSettings, 'expectations'>,
  known: readonly PolicyName[],
): PolicyName[] {
  const keyOf = (engine: string | undefined, policy: string) =>
    JSON.stringify([engine ?? null, policy]);
  const seen = new Set(
    known.flatMap(({ engine, policy }) => [
      keyOf(engine, policy),
      keyOf(undefined, policy),
    ]),
  );
  return expectations.flatMap(({ policies, engine }) =>
    policies.flatMap(policy =>
      policy.includes('*') || seen.has(keyOf(engine, policy))
        ? []
        : [{ engine: engine ?? NO_ENGINE, policy }],
    ),
  );
}

function isAsked(
  { engine, policy }: PolicyName,
  filter: ComplianceFilter,
): boolean {
  const passes = (values: readonly string[] | undefined, value: string) =>
    !values?.length || values.includes(value);
  return passes(filter.engine, engine) && passes(filter.policy, policy);
}

/**
 * Whose it is where nothing was found of anybody's: the cluster's owner's, as with what is in
 * no cell; of who is asked about, where that is one; else nobody's.
 */
function belongingOf(
  filter: ComplianceFilter,
  cluster: AskedCluster | undefined,
): Pick<ExpectedPair, 'owner' | 'system' | 'component'> {
  const of = (
    values: readonly string[] | undefined,
    own: string,
  ): string | undefined => {
    if (!values?.length || values.includes(own)) return own;
    return values.length === 1 ? values[0] : undefined;
  };
  const owner = cluster && of(filter.owner, cluster.owner);
  const system = of(filter.system, UNASSIGNED);
  const component = of(filter.component, '');
  return {
    ...(owner !== undefined && { owner }),
    ...(system !== undefined && { system }),
    ...(component !== undefined && { component }),
  };
}
