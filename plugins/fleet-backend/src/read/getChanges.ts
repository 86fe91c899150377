import type { Changes } from '@fleetview/backstage-plugin-fleet-common';
import { readRevision } from '../store/bumpRevision';
import type { ReadContext } from './types';

/**
 * Whether anything changed since a revision that the reader may see. Who may not
 * see all has revisions of his own.
 */
export async function getChanges(
  { knex, now, view }: ReadContext,
  since: number | undefined,
): Promise<Changes> {
  const revision = view ? view.fleet.revision : await readRevision({ knex });
  return {
    revision,
    changed: since === undefined || revision !== since,
    asOf: new Date(now).toISOString(),
  };
}
