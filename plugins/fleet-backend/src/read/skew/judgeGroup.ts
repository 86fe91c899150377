import {
  expectedOf,
  expectedOfTrait,
  judgeTrait,
  type SkewLine,
  type SkewSettings,
  type TraitMember,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Row } from '../types';
import type { Trait } from './types';

/** The clusters of a group with what is known of each in a trait, and why it may differ. */
export function membersOf(
  trait: Trait,
  clusters: readonly Row[],
  settings: SkewSettings,
): TraitMember<Row>[] {
  const configured = expectedOfTrait(trait, settings);
  return clusters.map(cluster => {
    const sight = trait.sights.get(cluster.id) ?? trait.elsewhere(cluster);
    const learned = trait.learned?.get(cluster.id);
    const said =
      configured.length === 0
        ? undefined
        : expectedOf(trait, cluster as never, { expected: configured });
    // Whoever says it himself is heard before what was found.
    const exempt = said ?? learned?.exempt;
    return {
      cluster,
      sight,
      ...(exempt ? { exempt } : {}),
      ...(learned?.moving ? { moving: learned.moving } : {}),
    };
  });
}

/** A trait over a group; nothing where no cluster of it is known to have it. */
export function judgeGroup(
  trait: Trait,
  clusters: readonly Row[],
  settings: SkewSettings,
): SkewLine<Row> | undefined {
  const isHere = clusters.some(({ id }) => {
    const sight = trait.sights.get(id);
    return (
      sight !== undefined &&
      (sight.state === 'value' ||
        (sight.state === 'unknown' && sight.reason !== 'hidden'))
    );
  });
  return isHere
    ? judgeTrait(trait, membersOf(trait, clusters, settings))
    : undefined;
}
