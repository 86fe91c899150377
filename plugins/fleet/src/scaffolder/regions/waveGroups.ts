import type { ComponentFleet } from '@fleetview/backstage-plugin-fleet-common';

type Release = NonNullable<ComponentFleet['rollouts']>[number];

/** The waves of a release, and how many places are in none of them. */
export interface WaveGroups {
  release: Release;
  waves: Release['waves'];
  inNoWave: number;
}

/**
 * The waves of a component's newest release that has some.
 */
export function waveGroups(
  component: Pick<ComponentFleet, 'rollouts'>,
): WaveGroups | undefined {
  const release = component.rollouts?.find(({ waves }) => waves.length > 0);
  if (!release) return undefined;
  const inWaves = release.waves.reduce((sum, { members }) => sum + members, 0);
  return {
    release,
    waves: release.waves,
    inNoWave: Math.max(release.members - inWaves, 0),
  };
}
