import type { FleetDriftEpisode } from '@fleetview/backstage-plugin-fleet-common';
import type { News } from '../notifications/kinds';

/** Somebody's question to the owner of an episode, as news for him. */
export function newsOfEpisode(
  episode: FleetDriftEpisode,
  asked: { owner: string; day: string; by: string; note?: string },
): News {
  const { id, resource, cluster, author, notBefore } = episode;
  const { owner, day, by, note } = asked;
  const [path] = episode.paths;
  return {
    kind: 'drift',
    recipient: owner,
    key: [id, day],
    subject: ['drift', id],
    isUrgent: true,
    data: {
      episode: id,
      kind: resource.kind,
      ...(resource.namespace ? { namespace: resource.namespace } : {}),
      name: resource.name,
      cluster,
      class: episode.class,
      ...(path === undefined ? {} : { path }),
      paths: episode.pathsTotal,
      since: Date.parse(episode.firstObservedAt),
      isAtLeast: notBefore === undefined,
      isUnconfirmed: episode.unconfirmed !== undefined,
      ...(author ? { author: author.manager } : {}),
      by,
      ...(note ? { note } : {}),
    },
  };
}
