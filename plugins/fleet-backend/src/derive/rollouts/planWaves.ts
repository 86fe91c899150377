import { matcherOf } from '../../mapping/namespaceOwners';
import type { MemberEvidence, Wave } from './types';

/** A wave as configuration names it: a cluster is in the first whose keys it all meets. */
export type ConfiguredWave = {
  name: string;
  /** Names of clusters, or patterns with `*`. */
  clusters?: string[] | undefined;
  region?: string[] | undefined;
  environment?: string[] | undefined;
  tier?: string[] | undefined;
  provider?: string[] | undefined;
};

/** Which components go in which waves. */
export type RolloutPlan = {
  /** References of entities; all where absent. */
  components?: string[] | undefined;
  systems?: string[] | undefined;
  owners?: string[] | undefined;
  soakMs?: number;
  waves: ConfiguredWave[];
};

/** Where each member of a component is on the way of a release. */
export type PlannedWaves = {
  waves: Wave[];
  /** Which wave an instance is in, by its id; in none where absent. */
  waveOf: Map<string, number>;
  /** Whether an instance is to get a release that another one has. */
  isExpected: (
    instanceId: string,
    reached: readonly MemberEvidence[],
  ) => boolean;
};

/** What can tell waves. */
export type WaveSource = (
  members: readonly MemberEvidence[],
) => PlannedWaves | undefined;

/** The first source that knows waves; where none does, those of one environment go together. */
export function planWaves(
  members: readonly MemberEvidence[],
  sources: readonly WaveSource[],
): PlannedWaves {
  for (const source of sources) {
    const planned = source(members);
    if (planned) return planned;
  }
  return {
    waves: [],
    waveOf: new Map(),
    isExpected: expectedWithEnvironment(members),
  };
}

function expectedWithEnvironment(
  members: readonly MemberEvidence[],
): PlannedWaves['isExpected'] {
  const environments = new Map(
    members.map(member => [member.instanceId, member.environment]),
  );
  return (instanceId, reached) =>
    reached.some(
      ({ environment }) => environment === environments.get(instanceId),
    );
}

/** What of a cluster decides which configured wave it is in. */
export type PlanPlace = Pick<
  MemberEvidence,
  'clusterName' | 'region' | 'environment' | 'tier' | 'provider'
>;

/**
 * Which wave of a plan something is in, counted from 0: the first whose keys it all
 * meets; -1 where there is none.
 */
export function planPosition({
  waves,
}: Pick<RolloutPlan, 'waves'>): (place: PlanPlace) => number {
  const matchers = waves.map(wave => ({
    wave,
    isNamed: wave.clusters?.map(matcherOf),
  }));
  return place =>
    matchers.findIndex(({ wave, isNamed }) => {
      if (isNamed && !isNamed.some(is => is(place.clusterName))) return false;
      return (['region', 'environment', 'tier', 'provider'] as const).every(
        key => wave[key]?.includes(place[key]) ?? true,
      );
    });
}

/** Waves that an operator configured, across all engines. */
export function configuredWaves(plan: RolloutPlan | undefined): WaveSource {
  return members => {
    if (!plan || plan.waves.length === 0) return undefined;
    const positionIn = planPosition(plan);
    const waveOf = new Map<string, number>();
    for (const member of members) {
      const index = positionIn(member);
      if (index !== -1) waveOf.set(member.instanceId, index);
    }
    return {
      waves: plan.waves.map(({ name }) => ({ name, source: 'configuration' })),
      waveOf,
      isExpected: instanceId => waveOf.has(instanceId),
    };
  };
}

/** Steps of a rolling strategy, or decision groups, as the engines' placements tell them. */
export const placementWaves: WaveSource = members => {
  const waves: Wave[] = [];
  const waveOf = new Map<string, number>();
  const placements = new Map<string, Set<string>>();
  for (const member of members) {
    for (const { placement } of member.deliveries) {
      if (!placement?.isRolling) continue;
      const { observer, kind, namespace = '', name } = placement;
      const key = `${observer}/${kind}/${namespace}/${name}`;
      const ids = placements.get(key) ?? new Set();
      placements.set(key, ids.add(member.instanceId));
      if (placement.step === undefined) continue;
      waveOf.set(member.instanceId, placement.step);
      for (let index = waves.length; index <= placement.step; index += 1) {
        waves.push({
          name: placement.steps[index] ?? String(index + 1),
          source: `${kind} ${name}`,
        });
      }
    }
  }
  if (placements.size === 0) return undefined;
  const together = [...placements.values()];
  const byEnvironment = expectedWithEnvironment(members);
  return {
    waves,
    waveOf,
    isExpected: (instanceId, reached) =>
      together.some(
        ids =>
          ids.has(instanceId) &&
          reached.some(member => ids.has(member.instanceId)),
      ) || byEnvironment(instanceId, reached),
  };
};
