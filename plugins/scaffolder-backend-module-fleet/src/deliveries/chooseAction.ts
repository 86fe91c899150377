import { InputError, NotAllowedError } from '@backstage/errors';
import type { InstanceAction } from '@fleetview/backstage-plugin-fleet-common';

/**
 * The action that is meant, of those that an instance has.
 *
 * @param asked.target - the name of the object that is told, where several could be
 * @throws InputError where there is none, or several are meant; NotAllowedError where it
 *   cannot be used now, with what is missing
 */
export function chooseAction(
  actions: readonly InstanceAction[],
  asked: { action: string; target?: string },
): InstanceAction {
  const meant = actions.filter(
    ({ action, target }) =>
      action === asked.action &&
      (asked.target === undefined || target.name === asked.target),
  );
  const [chosen, ...others] = meant;
  if (!chosen) {
    const known = [...new Set(actions.map(({ action }) => action))];
    throw new InputError(
      known.length > 0
        ? `Nothing that brings it can be told '${
            asked.action
          }'. It can be told ${known.join(', ')}.`
        : 'Nothing that brings it can be told anything.',
    );
  }
  if (others.length > 0) {
    throw new InputError(
      `Several can be told '${asked.action}': ${meant
        .map(({ target }) => `${target.kind} ${target.name}`)
        .join(', ')}. Name one of them as 'target'.`,
    );
  }
  const { state, reason, configuration, permission } = chosen.availability;
  if (state !== 'available') {
    throw new NotAllowedError(
      [
        `'${asked.action}' cannot be used now: ${reason ?? state}.`,
        ...(configuration ? [`Configure ${configuration}.`] : []),
        ...(permission ? [`Ask for the permission '${permission}'.`] : []),
      ].join(' '),
    );
  }
  return chosen;
}
