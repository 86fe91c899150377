import type {
  FleetDriftDifference,
  FleetDriftEpisode,
  FleetDriftEpisodeDetail,
} from '@fleetview/backstage-plugin-fleet-common';

export const EPISODE_ID = '0a1b2c3d-0000-4000-8000-000000000001';

export const IMAGE = 'spec.template.spec.containers[name=app].image';

/** A value that is live and another that was applied, as JSON. */
export function differenceOf(
  path: string,
  desired: unknown,
  live: unknown,
  other: Partial<FleetDriftDifference> = {},
): FleetDriftDifference {
  return {
    path,
    kind: desired === undefined ? 'extra' : 'changed',
    ...(desired === undefined
      ? {}
      : { desired: { text: JSON.stringify(desired) } }),
    live: { text: JSON.stringify(live) },
    class: 'human',
    because: 'manager-human',
    ...other,
  };
}

/** The image of a Deployment that somebody changed. */
export function detailOf(
  differences: FleetDriftDifference[] = [
    differenceOf(IMAGE, 'registry.example/app:1.0', 'registry.example/app:2.0'),
  ],
  episode: Partial<FleetDriftEpisode> = {},
  other: Partial<FleetDriftEpisodeDetail> = {},
): FleetDriftEpisodeDetail {
  return {
    asOf: '2026-11-30T09:00:00.000Z',
    basis: 'last-applied',
    differences,
    differencesTotal: differences.length,
    earlier: [],
    source: {
      repository: 'https://git.example/platform/config',
      path: 'apps/checkout',
    },
    ...other,
    episode: {
      id: EPISODE_ID,
      cluster: { id: 'c-1', name: 'prod-euw1-a' },
      engine: 'argocd',
      delivery: {
        observer: { id: 'c-0', name: 'hub' },
        kind: 'Application',
        namespace: 'argocd',
        name: 'checkout',
      },
      resource: {
        group: 'apps',
        kind: 'Deployment',
        namespace: 'payments',
        name: 'checkout',
      },
      region: 'eu-west-1',
      environment: 'prod',
      class: 'human',
      because: 'manager-human',
      isHeadline: true,
      author: { manager: 'kubectl-edit', confidence: 'owner' },
      paths: differences.map(({ path }) => path),
      pathsTotal: differences.length,
      same: 'same',
      seenBy: 'argocd',
      firstObservedAt: '2026-11-29T09:00:00.000Z',
      lastObservedAt: '2026-11-30T09:00:00.000Z',
      flaps: 0,
      ...episode,
    },
  };
}
