import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  fleetInstanceActPermission,
  type FleetDriftEpisode,
  type FleetDriftTelling,
  type FleetDriftToldOwner,
} from '@fleetview/backstage-plugin-fleet-common';
import type { ActionScope } from '../actions';
import type { AuditActor, AuditRequest, AuditTrail } from '../audit';
import type { NotificationSettings } from '../notifications';
import { localDay } from '../notifications/digestMoment';
import { noteNews } from '../notifications/note/noteNews';
import { recipientOf } from '../notifications/recipients';
import { findEpisode } from '../read/drift';
import type { ReadContext } from '../read/types';
import { insertTold } from './insertTold';
import { isWithin } from './isWithin';
import { newsOfEpisode } from './newsOfEpisode';

/** Who asks, where he may, and where it is written down. */
export type Telling = {
  context: ReadContext;
  scope: ActionScope;
  /** How owners are told; nobody is where absent. */
  settings?: NotificationSettings;
  audit: AuditTrail;
  actor: AuditActor;
  request?: AuditRequest;
};

/**
 * Asks the owner of what drifts to look at it: notes it for him, and records that in the
 * same transaction. Of one episode he is told once a day, whoever asks.
 *
 * @throws NotFoundError; NotAllowedError where he may not act there; ConflictError where the
 *   episode is over, nobody owns it, or nobody is told anything
 */
export async function tellDriftOwner(
  telling: Telling,
  episodeId: string,
  asked: FleetDriftTelling,
): Promise<FleetDriftToldOwner> {
  const { context, audit, actor } = telling;
  const episode = await findEpisode(context, episodeId);
  const target = { id: episodeId, name: nameOf(episode) };
  await refuseOutside(telling, target);
  const { owner, settings } = checkTelling(telling, episode);
  const { day } = localDay(context.now, settings);
  const by = (actor.type === 'fleet' ? 'fleet' : actor.id).slice(0, 253);
  const note = asked.note?.trim() || undefined;
  const kept = await audit.change(async (trx, record) => {
    const told = await insertTold(trx, {
      episodeId,
      owner,
      day,
      at: context.now,
      by,
      requestKey: asked.requestKey,
    });
    if (told !== 'new') return told;
    await noteNews(trx, {
      news: [newsOfEpisode(episode, { owner, day, by, note })],
      now: context.now,
    });
    record({
      event: 'drift-told',
      actor,
      target,
      after: {
        owner,
        cluster: episode.cluster.id,
        resource: resourceOf(episode),
      },
      reason: note,
    });
    return told;
  });
  return { told: kept === 'other' ? 'already' : 'noted', owner };
}

/** Records that somebody was refused, and refuses, where he may not act. */
async function refuseOutside(
  { context, scope, audit, actor, request }: Telling,
  target: { id: string; name: string },
): Promise<void> {
  if (await isWithin(context, scope, target.id)) return;
  const reason = `You lack the permission '${fleetInstanceActPermission.name}' for what drifts here. Ask whoever keeps the portal's permission policy.`;
  const error = new NotAllowedError(reason);
  await audit.note(
    { event: 'drift-telling-refused', actor, target, reason },
    { request, refused: error },
  );
  throw error;
}

/** Whom it can be told, and how. @throws ConflictError where it cannot */
function checkTelling(
  { settings }: Telling,
  episode: FleetDriftEpisode,
): { owner: string; settings: NotificationSettings } {
  if (episode.ended) {
    throw new ConflictError(
      'It is over: it is as desired again, or not there any more.',
    );
  }
  const owner = recipientOf(episode.owner);
  if (!owner) {
    throw new ConflictError(
      'Nobody is known to own it who could be told: no group, and no person.',
    );
  }
  if (!settings) {
    throw new ConflictError(
      "Owners are not told anything in this portal: add 'fleet.notifications' to its configuration, without 'enabled: false'.",
    );
  }
  if (settings.off.includes('drift')) {
    throw new ConflictError(
      "Owners are not told of drift in this portal: take 'drift' out of 'fleet.notifications.off' in its configuration.",
    );
  }
  return { owner, settings };
}

function resourceOf({ resource }: FleetDriftEpisode): string {
  const { kind, namespace, name } = resource;
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

function nameOf(episode: FleetDriftEpisode): string {
  return `${resourceOf(episode)} on ${episode.cluster.name}`.slice(0, 253);
}
