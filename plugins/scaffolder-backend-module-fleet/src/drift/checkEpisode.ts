import { ConflictError, InputError } from '@backstage/errors';
import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';

const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

/** @throws InputError where it can be no id of an episode */
export function checkEpisodeId(id: string): string {
  if (ID.test(id)) return id;
  throw new InputError(
    `'episodeId' is ${JSON.stringify(
      id.slice(0, 80),
    )}, which is no id of drift. It stands in the address of the page of the drift, after 'episode='.`,
  );
}

/** Classes of which the live value is nobody's wish. */
const REFUSED = {
  behind:
    'Git is ahead of the cluster: the engine has not brought it yet, and the live value is the old one.',
  'failed-apply':
    'the engine tried to bring what Git says, and could not. The live value is the old one: look at why it fails.',
  controller:
    'a controller of the cluster sets it, and would set it again. Leave it out of Git, or have the engine ignore it.',
} as const;

/** Why a class of drift is not taken into Git; nothing where it may be. */
export function whyNotOfClass(kind: string): string | undefined {
  return Object.hasOwn(REFUSED, kind)
    ? REFUSED[kind as keyof typeof REFUSED]
    : undefined;
}

/**
 * What is written into Git is what is live now, and somebody's wish. So it is only of drift that
 * is seen now.
 *
 * @throws ConflictError, InputError
 */
export function checkMayBeAdopted({
  episode,
  differences,
  basis,
}: FleetDriftEpisodeDetail): void {
  const { id, ended, unconfirmed, isWhole } = episode;
  if (ended) {
    throw new ConflictError(
      `The drift '${id}' ended at ${ended.at}: what differed then is not live any more. Nothing is written.`,
    );
  }
  if (unconfirmed) {
    throw new ConflictError(
      `Since ${unconfirmed.since} nobody sees whether '${id}' still drifts${
        unconfirmed.reason ? ` (${unconfirmed.reason})` : ''
      }. Nothing is written of what was live once: come back when the cluster can be seen.`,
    );
  }
  const because = whyNotOfClass(episode.class);
  if (because) {
    throw new ConflictError(
      `The drift '${id}' is of the class '${episode.class}': ${because}`,
    );
  }
  if (isWhole) {
    const isMissing = differences.some(({ kind }) => kind === 'missing');
    throw new InputError(
      isMissing || episode.class === 'missing'
        ? `'${id}' is a whole object that is missing. Nothing is taken out of Git by itself: take it out by hand, if that is meant.`
        : `'${id}' is a whole object that nobody asked for. Objects are brought into Git by hand: what is live is more than what makes one.`,
    );
  }
  if (differences.length === 0) {
    throw new InputError(
      basis === 'engine'
        ? `Of the drift '${id}' only the engine's word is known, and not what differs. There is nothing to write.`
        : `Of the drift '${id}' it is not told what differs. There is nothing to write.`,
    );
  }
}
