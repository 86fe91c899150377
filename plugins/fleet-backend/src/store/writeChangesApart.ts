import type { ObjectChange } from '../collector/messages';
import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import { writeChanges, type WriteResult } from './writeChanges';

/**
 * Writes a batch; where the database refuses it although it answers, writes each
 * change by itself, so that one object that cannot be stored costs nothing but
 * itself. Those are answered as skipped, and keep what was known of them.
 *
 * @throws the database's error when it does not answer
 */
export async function writeChangesApart(
  options: Parameters<typeof writeChanges>[0],
): Promise<WriteResult & { refused: ObjectChange[] }> {
  try {
    return { ...(await writeChanges(options)), refused: [] };
  } catch {
    // Throws when it is the database that fails, and not the batch.
    await options.knex.raw('select 1');
  }
  const sum = { written: 0, deleted: 0, added: 0, removed: 0 };
  const refused: ObjectChange[] = [];
  for (const change of options.changes) {
    try {
      const result = await writeChanges({ ...options, changes: [change] });
      sum.written += result.written;
      sum.deleted += result.deleted;
      sum.added += result.added;
      sum.removed += result.removed;
    } catch (error) {
      await options.knex.raw('select 1');
      refused.push({
        type: 'skipped',
        uid: change.uid,
        reason: 'invalid-fact',
        example: boundedText(
          `${change.uid}: could not be stored: ${
            error instanceof Error ? error.message.split(' - ').pop() : error
          }`,
        ),
      });
    }
  }
  return { ...sum, refused };
}
