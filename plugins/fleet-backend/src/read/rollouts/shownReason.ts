import type { ReasonLink } from '@fleetview/backstage-plugin-fleet-common';
import type { MirroredEntity } from '../../mapping/MirroredEntity';
import type { ReadContext } from '../types';
import { defined } from '../types';

/** Kinds of workloads that instances are made of. */
const WORKLOADS = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Rollout',
  'Job',
  'CronJob',
]);

/** Where what a link speaks of is. */
export type ReasonPlace = { clusterId: string; namespace?: string };

/**
 * A link as the API shows it. Who may not see all is not told what a delivery or a
 * placement says: it may speak of more than the instance.
 */
export function shownReason(
  link: ReasonLink,
  context: Pick<ReadContext, 'view'> & {
    names: ReadonlyMap<string, string>;
    place: ReasonPlace;
  },
): ReasonLink {
  const { view, names, place } = context;
  const { message, evidence, ...rest } = link;
  const isOwn =
    evidence === undefined ||
    (WORKLOADS.has(evidence.kind) &&
      evidence.namespace === place.namespace &&
      (evidence.cluster === undefined ||
        evidence.cluster.id === place.clusterId));
  if (view && !view.scope.isWhole && !isOwn) return rest;
  return defined({
    ...rest,
    message,
    evidence:
      evidence &&
      defined({
        ...evidence,
        cluster: evidence.cluster && {
          id: evidence.cluster.id,
          name: names.get(evidence.cluster.id) ?? evidence.cluster.name,
        },
      }),
  });
}

/** Links about which those who run the cluster can do something. */
const OF_CLUSTER = new Set<ReasonLink['link']>([
  'admission',
  'quota',
  'scheduling',
]);

/** Where somebody is asked to do something. */
const HELD = new Set<ReasonLink['state']>(['failed', 'waiting', 'not-known']);

/** With who can do something about it. */
export function ownedReason(
  link: ReasonLink,
  owners: { entity: MirroredEntity | undefined; cluster: string | undefined },
): ReasonLink {
  if (!HELD.has(link.state)) return link;
  const isOfCluster =
    OF_CLUSTER.has(link.link) || link.remedy === 'restore-access';
  const owner = isOfCluster ? owners.cluster : owners.entity?.owner;
  return owner ? { ...link, owner } : link;
}

/** The clusters that links name. */
export function clustersOfReasons(
  links: readonly (ReasonLink | undefined)[],
): string[] {
  return links.flatMap(link => link?.evidence?.cluster?.id ?? []);
}
