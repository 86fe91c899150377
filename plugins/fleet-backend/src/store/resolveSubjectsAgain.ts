import type { Knex } from 'knex';
import { markDirty, type DirtyMark } from './markDirty';
import type { SubjectResolver } from './SubjectResolver';
import { EVERY_NAMESPACE } from './touchedNamespaces';

/**
 * Looks again for the clusters that hubs refer to, after clusters came, went or
 * were merged. Writes only what leads elsewhere now.
 */
export async function resolveSubjectsAgain(options: {
  knex: Knex;
  resolver: SubjectResolver;
}): Promise<void> {
  const { knex, resolver } = options;
  const references: {
    observer: string;
    subject: string | null;
    subject_reference: string;
  }[] = await knex('delivery')
    .whereNotNull('subject_reference')
    .distinct('observer', 'subject', 'subject_reference');
  for (const known of references) {
    const { subject } = resolver.resolve(known.observer, {
      type: 'reference',
      ...JSON.parse(known.subject_reference),
    });
    if (subject === known.subject) continue;
    const marks: DirtyMark[] = [known.observer, known.subject, subject].flatMap(
      clusterId =>
        clusterId ? [{ clusterId, namespace: EVERY_NAMESPACE }] : [],
    );
    await knex.transaction(async trx => {
      // Marks before facts, as all do that write both.
      await markDirty({ knex: trx, marks });
      await trx('delivery')
        .where({
          observer: known.observer,
          subject_reference: known.subject_reference,
        })
        .update({ subject, superseded_by: null });
    });
  }
}
