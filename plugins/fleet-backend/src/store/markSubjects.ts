import type { Knex } from 'knex';
import { markDirty } from './markDirty';
import { EVERY_NAMESPACE } from './touchedNamespaces';

/**
 * Marks the clusters that an observer's deliveries speak of: what it says of
 * them is no longer what it was.
 */
export async function markSubjects(options: {
  knex: Knex;
  observer: string;
}): Promise<void> {
  const { knex, observer } = options;
  const subjects: { subject: string }[] = await knex('delivery')
    .where({ observer })
    .whereNotNull('subject')
    .distinct('subject');
  await markDirty({
    knex,
    marks: subjects.map(({ subject }) => ({
      clusterId: subject,
      namespace: EVERY_NAMESPACE,
    })),
  });
}
