import type {
  PlaceReasons,
  ReasonLink,
  Reasons,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  gateOf,
  judgeMember,
  LINKS,
  planOf,
  positionOf,
  readEvidence,
  readRollouts,
  relationTo,
  type MemberEvidence,
  type RolloutRecord,
  type RolloutsConfig,
} from '../../derive/rollouts';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { findCluster } from '../findCluster';
import { isComplete } from '../fleetCoverage';
import { readClusterNames } from '../readClusterNames';
import { defined, toTime, type ReadContext, type Row } from '../types';
import { visibleOf } from '../visible';
import { clustersOfReasons, ownedReason, shownReason } from './shownReason';

/** Why an entity is on a cluster as it is, or why it is not there. */
export async function getReasons(
  context: ReadContext,
  options: {
    entities: EntityIndex;
    config: RolloutsConfig;
    entityRef: string;
    clusterId: string;
  },
): Promise<Reasons> {
  const { knex, now } = context;
  const { entities, config, entityRef } = options;
  const cluster = await findCluster(context, options.clusterId, true);
  const visible = new Set<string>(
    await visibleOf(
      context,
      knex('instance').where({ entity_ref: entityRef, cluster_id: cluster.id }),
      'instance',
    ).pluck('id'),
  );
  const evidence = await readEvidence({
    knex,
    entityRef,
    clusterId: cluster.id,
    now,
  });
  const members = evidence.filter(({ instanceId }) => visible.has(instanceId));
  const { rollouts } = await readRollouts({ knex, entityRef });
  const places =
    members.length > 0
      ? members.map(member =>
          placeOf(member, rollouts, {
            config,
            soakMs: planOf(config, entityRef, entities)?.soakMs,
            now,
          }),
        )
      : [await absentPlace(context, entityRef, cluster)];
  const names = await readClusterNames(
    context,
    places.flatMap(({ links }) => clustersOfReasons(links)),
  );
  const owners = {
    entity: entities.byRef.get(entityRef),
    cluster: cluster.owner === 'unassigned' ? undefined : cluster.owner,
  };
  return {
    entityRef,
    cluster: { id: cluster.id, name: cluster.name },
    asOf: toTime(now) as string,
    runsHere: runsHere(members.length > 0, cluster),
    places: places.map(place => ({
      ...place,
      links: place.links.map(link =>
        ownedReason(
          shownReason(link, {
            ...context,
            names,
            place: defined({
              clusterId: cluster.id as string,
              namespace: place.namespace,
            }),
          }),
          owners,
        ),
      ),
    })),
  };
}

/** Only a cluster that is read completely can say that something is not there. */
function runsHere(isSeen: boolean, cluster: Row): Reasons['runsHere'] {
  if (isSeen) return 'yes';
  return isComplete(cluster) ? 'no' : 'not-known';
}

/** The release that matters most for a member: the newest that it has to do with. */
function placeOf(
  member: MemberEvidence,
  rollouts: readonly RolloutRecord[],
  options: { config: RolloutsConfig; soakMs: number | undefined; now: number },
): PlaceReasons {
  const { config, soakMs, now } = options;
  const position = positionOf(member, rollouts);
  const rollout =
    [...rollouts]
      .reverse()
      .find(
        each =>
          each.members.has(member.instanceId) && each.endedAt === undefined,
      ) ??
    position.asks ??
    position.has;
  const relation = rollout ? relationTo(position, rollout) : 'has';
  const memory = rollout?.members.get(member.instanceId);
  const wave = memory?.wave;
  const gate = rollout && gateOf(rollout.members, rollout.waves, wave);
  const { chain, memory: judged } = judgeMember({
    member,
    relation,
    memory,
    ...(wave === undefined ? {} : { wave }),
    ...(gate ? { gate } : {}),
    settings: {
      ...config.settings,
      ...(soakMs === undefined ? {} : { soakMs }),
      // What was at rest when watching began is not held to a time that nobody saw.
      ...(memory ? {} : { soakMs: 0 }),
    },
    beganIsSeen: rollout ? !rollout.beganIsLowerBound : false,
    now,
  });
  const links = memory ? chain : chain.map(restingVerification);
  return defined({
    instanceId: member.instanceId,
    namespace: member.namespace,
    environment: member.environment,
    rolloutId: memory ? rollout?.id : undefined,
    version: rollout?.version,
    state: memory?.state ?? restingState(links) ?? judged.state,
    since: memory ? toTime(memory.since) : undefined,
    links,
  });
}

/** Nothing is being released: there is nothing to be held against. */
function restingVerification(link: ReasonLink): ReasonLink {
  return link.link === 'verification' && link.state === 'waiting'
    ? { link: 'verification', state: 'not-asked' }
    : link;
}

function restingState(
  links: readonly ReasonLink[],
): PlaceReasons['state'] | undefined {
  return links.every(({ state }) => state === 'passed' || state === 'not-asked')
    ? 'succeeded'
    : undefined;
}

/** Why it is not there, as far as anybody says it. */
async function absentPlace(
  context: ReadContext,
  entityRef: string,
  cluster: Row,
): Promise<PlaceReasons> {
  const rest = LINKS.slice(1).map(
    (link): ReasonLink => ({ link, state: 'not-reached' }),
  );
  if (!isComplete(cluster)) {
    const answers = cluster.reachability === 'reachable';
    const reason = answers
      ? cluster.coverage_reason ?? cluster.coverage_state
      : cluster.reachability_reason ?? cluster.reachability;
    const isDenied =
      (answers ? cluster.coverage_state : cluster.reachability) === 'forbidden';
    return {
      state: 'unknown',
      links: [
        {
          link: 'placement',
          state: 'not-known',
          message: `whether it runs here is not known: ${reason}`,
          remedy: isDenied ? 'grant-access' : 'restore-access',
        },
        ...rest,
      ],
    };
  }
  const isLimited = context.view !== undefined && !context.view.scope.isWhole;
  const placement = isLimited
    ? undefined
    : await notPlacing(context, entityRef, cluster);
  return {
    state: 'not-placed',
    links: [
      {
        link: 'placement',
        state: 'failed',
        ...(placement ?? {
          message: isLimited
            ? 'nothing here that you may see is bound to it'
            : 'nothing here is bound to it, and nothing is known that would bring it',
        }),
        remedy: 'place',
      },
      ...rest,
    ],
  };
}

/** What brings it elsewhere, and why not here, as that says it. */
async function notPlacing(
  { knex, now }: ReadContext,
  entityRef: string,
  cluster: Row,
): Promise<Pick<ReasonLink, 'message' | 'evidence'> | undefined> {
  const others = await readEvidence({ knex, entityRef, now });
  const placements = others.flatMap(({ deliveries }) =>
    deliveries.flatMap(({ placement }) => placement ?? []),
  );
  const [placement] = placements;
  if (!placement) return undefined;
  const {
    observer,
    kind,
    namespace,
    name,
    notChosen = [],
    isCurrent,
  } = placement;
  const because = notChosen.length > 0 ? `: ${notChosen.join(' ')}` : '';
  return {
    message: `${kind} ${name} brings it to ${others.length} other places, and does not choose ${cluster.name}${because}`,
    evidence: defined({
      cluster: { id: observer, name: observer },
      kind,
      namespace,
      name,
      stale: isCurrent ? undefined : true,
    }),
  };
}
