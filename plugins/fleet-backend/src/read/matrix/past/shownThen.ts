import type { Health, Sync } from '@fleetview/backstage-plugin-fleet-common';
import type { InstanceAt } from '../../../history/rebuildInstance';

/** What may be said of an instance at a time: of what lies in an interval nothing. */
export type ShownThen = {
  health: Health;
  sync: Sync;
  /** Nobody saw it: it is what was known last. */
  stale: boolean;
  version?: string;
  desiredVersion?: string;
};

/** No health, sync or version is said that may have been another. */
export function shownThen({
  certainty,
  state,
  between = {},
}: Pick<InstanceAt, 'certainty' | 'state' | 'between'>): ShownThen {
  // Where it may not have been there at all, nothing of it is known.
  const isOpen = (field: keyof typeof between) =>
    between[field] !== undefined || between.presence !== undefined;
  const isStated = state !== undefined;
  return {
    health: isStated && !isOpen('health') ? state.health : 'unknown',
    sync:
      isStated && !isOpen('sync') && !isOpen('engines')
        ? state.sync
        : 'unknown',
    stale: certainty === 'gap',
    ...(state?.version !== undefined && !isOpen('version')
      ? { version: state.version }
      : {}),
    ...(state?.desiredVersion !== undefined && !isOpen('desired-version')
      ? { desiredVersion: state.desiredVersion }
      : {}),
  };
}
