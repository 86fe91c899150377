import { ConflictError, InputError } from '@backstage/errors';
import type { PromotionChanges } from '@fleetview/backstage-plugin-fleet-common';
import { askFleet, type Asking, type FleetAsker } from '../fleet/askFleet';
import type { ReleaseChange } from './ReleaseChange';

/** Which part of a promotion is meant. */
export type ReleasePart = {
  promotion: string;
  wave: string;
  direction: 'promote' | 'roll-back';
  /** The repository that is changed; the only one where absent. */
  repository?: string;
};

/** What the fleet says is to be changed, of one repository. */
export type PartChanges = {
  answer: PromotionChanges;
  repository: string;
  planned: readonly ReleaseChange[];
};

/**
 * Asks the fleet what a wave changes in one repository. The fleet itself may ask as well: it starts
 * these tasks when the gates are open.
 *
 * @throws InputError where the repository is not one of them, or has to be named
 */
export async function changesOf(
  asker: FleetAsker,
  asking: Asking,
  { promotion, wave, direction, repository }: ReleasePart,
): Promise<PartChanges> {
  const answer = await askFleet(
    asker,
    asking,
    `read what the wave '${wave}' of the promotion '${promotion}' changes`,
    (fleet, options) =>
      fleet.getPromotionChanges(promotion, { wave, direction }, options),
    'person-or-fleet',
  );
  const known = [
    ...new Set(answer.changes.map(each => each.repository ?? '')),
  ].sort();
  const [only] = known;
  if (only === undefined) {
    throw new InputError(
      `The wave '${wave}' of the promotion '${promotion}' changes nothing in Git.`,
    );
  }
  if (!repository && known.length > 1) {
    throw new InputError(
      `The wave '${wave}' changes several repositories. Name one of them as 'repository': ${known
        .map(each => `'${each}'`)
        .join(', ')}.`,
    );
  }
  const wanted = repository || only;
  if (!known.includes(wanted)) {
    throw new InputError(
      `The wave '${wave}' changes nothing in '${wanted}'. It changes ${known
        .map(each => `'${each}'`)
        .join(', ')}.`,
    );
  }
  return {
    answer,
    repository: wanted,
    planned: answer.changes.filter(each => (each.repository ?? '') === wanted),
  };
}

/** @throws ConflictError where gates are closed, or nobody asked for it to be taken back */
export function checkMayGoOn(
  { mayGoOn, because, direction, wave }: PromotionChanges,
  promotion: string,
): void {
  if (mayGoOn) return;
  throw new ConflictError(
    `The wave '${wave}' of the promotion '${promotion}' may not be ${
      direction === 'promote' ? 'promoted' : 'taken back'
    } now: ${
      because ?? 'the fleet does not say why'
    }. Nothing was changed. The promotion's page says what it waits for.`,
  );
}
