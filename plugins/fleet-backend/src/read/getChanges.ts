import type { Changes } from '@fleetview/backstage-plugin-fleet-common';
import { readRevision } from '../store/bumpRevision';
import type { ReadContext } from './types';

/** Whether anything visible changed since a revision. */
export async function getChanges(
  { knex, now }: ReadContext,
  since: number | undefined,
): Promise<Changes> {
  const revision = await readRevision({ knex });
  return {
    revision,
    changed: since === undefined || revision !== since,
    asOf: new Date(now).toISOString(),
  };
}
