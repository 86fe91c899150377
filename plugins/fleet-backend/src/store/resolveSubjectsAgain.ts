import type { Knex } from 'knex';
import { markClustersIn } from '../derive/clusterMarks';
import { runStepsIn } from '../derive/statements';
import { REFERRING_TABLES } from './factTables';
import { inOrder } from './inOrder';
import { markDirty } from './markDirty';
import { readReferences, type StoredReference } from './readReferences';
import { ownerOfKey, type KeyRange } from './referenceKey';
import type { ResolvedSubject, SubjectResolver } from './SubjectResolver';
import { CLUSTER_ALONE, EVERY_NAMESPACE } from './touchedNamespaces';

type Table = (typeof REFERRING_TABLES)[number];

/** Every key: they begin with the id of a cluster. */
export const ALL_KEYS: KeyRange = { from: '', to: '~' };

/**
 * Looks again for the clusters that hubs refer to, after clusters came, went or
 * were merged, or hubs say something else of them. Looks at each reference once, and
 * writes only what leads elsewhere now.
 *
 * @param options.isOurs - whether to write what an observer says; all where absent
 * @param options.ranges - which references may lead elsewhere; all where absent
 */
export async function resolveSubjectsAgain(options: {
  knex: Knex;
  resolver: SubjectResolver;
  isOurs?: (observer: string) => boolean;
  ranges?: KeyRange[];
}): Promise<void> {
  const { knex, resolver, isOurs = () => true, ranges = [ALL_KEYS] } = options;
  for (const table of REFERRING_TABLES) {
    for (const range of ranges) {
      let after: string | undefined;
      do {
        const { references, next } = await readReferences({
          knex,
          table,
          range,
          ...(after === undefined ? {} : { after }),
        });
        for (const reference of references) {
          const { observer, adapter } = ownerOfKey(reference.key);
          if (!isOurs(observer)) continue;
          const resolved = resolver.resolve(
            observer,
            { type: 'reference', ...JSON.parse(reference.text) },
            adapter,
          );
          if (isAsStored(reference, resolved)) continue;
          await lead({ knex, table, observer, reference, resolved });
        }
        after = next;
      } while (after !== undefined);
    }
  }
}

function isAsStored(
  { subjects, hasUnresolved, unresolved }: StoredReference,
  resolved: ResolvedSubject,
): boolean {
  return resolved.subject === null
    ? subjects.length === 0 && unresolved === (resolved.unresolved ?? null)
    : !hasUnresolved && subjects.every(id => id === resolved.subject);
}

async function lead(options: {
  knex: Knex;
  table: Table;
  observer: string;
  reference: StoredReference;
  resolved: ResolvedSubject;
}): Promise<void> {
  const { knex, table, observer, reference, resolved } = options;
  const { subject, unresolved = null } = resolved;
  await knex.transaction(async trx => {
    // Only why they lead nowhere is different where nobody has them.
    const concerned = [...reference.subjects, subject].filter(
      (id): id is string => id !== null,
    );
    // Instances are derived from these alone; the others pages list.
    const isOfInstances = table === 'workload' || table === 'delivery';
    const namespace = isOfInstances ? EVERY_NAMESPACE : CLUSTER_ALONE;
    // Marks before facts, as all do that write both.
    await markDirty({
      knex: trx,
      marks: [
        ...concerned.map(clusterId => ({ clusterId, namespace })),
        {
          clusterId: observer,
          namespace: concerned.length > 0 ? namespace : CLUSTER_ALONE,
        },
      ],
    });
    if (table === 'finding' || table === 'fact') {
      await runStepsIn(trx, markClustersIn(trx, 'compliance_mark', concerned));
    }
    if (table === 'delivery' || table === 'workload' || table === 'fact') {
      await runStepsIn(trx, markClustersIn(trx, 'drift_mark', concerned));
    }
    if (table === 'allocation') {
      await runStepsIn(trx, markClustersIn(trx, 'cost_mark', concerned));
    }
    const rows = trx(table).where({ reference_key: reference.key });
    await trx(table)
      .whereIn('id', inOrder(rows))
      .update({
        subject,
        subject_unresolved: unresolved,
        ...(isOfInstances ? { superseded_by: null } : {}),
      });
  });
}
