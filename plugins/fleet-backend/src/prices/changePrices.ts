import { ConflictError, InputError } from '@backstage/errors';
import {
  checkPriceRow,
  type FleetPricesChange,
} from '@fleetview/backstage-plugin-fleet-common';
import type { AuditActor, AuditTrail } from '../audit';
import type { ReadContext } from '../read/types';
import { auditOf, titleOf } from './auditOf';
import { readEarliest } from './readEarliest';

/** What all threads hold of it at once; more than anybody writes by hand. */
const MOST_ROWS = 10_000;

/**
 * Adds rows to the price sheet, all of them or none.
 *
 * @throws InputError where one may not be written, with its number and what is wrong
 */
export async function changePrices(options: {
  context: Pick<ReadContext, 'knex' | 'now'>;
  audit: AuditTrail;
  actor: AuditActor;
  change: FleetPricesChange;
}): Promise<void> {
  const { context, audit, actor, change } = options;
  const { knex, now } = context;
  const rows = change.rows.map(({ note, ...row }) => ({
    ...row,
    ...(note?.trim() && { note: note.trim() }),
  }));
  const earliest = await readEarliest(knex, now);
  const problems = rows.flatMap((row, index) =>
    checkPriceRow(row, { earliest }).map(
      ({ field, problem }) => `row ${index + 1}: ${field}: ${problem}`,
    ),
  );
  if (problems.length > 0) {
    throw new InputError(
      `The price sheet is left as it was. ${problems
        .slice(0, 10)
        .join('; ')}. Prices may hold from ${earliest} on.`,
    );
  }
  await audit.change(async (trx, record) => {
    const known = await trx('price_row').count({ count: '*' }).first();
    if (Number(known?.count) + rows.length > MOST_ROWS) {
      throw new ConflictError(
        `The price sheet has ${known?.count} rows, and takes no more than ${MOST_ROWS}.`,
      );
    }
    for (const row of rows) {
      const [stored] = await trx('price_row')
        .insert({
          provider: row.provider ?? '',
          region: row.region ?? '',
          instance_type: row.instanceType ?? '',
          cpu_hour: row.cpuHour ?? null,
          gib_hour: row.gibHour ?? null,
          volume_gib_hour: row.volumeGibHour ?? null,
          gpu_hour: row.gpuHour ?? null,
          currency: row.currency,
          valid_from: row.validFrom,
          note: row.note ?? null,
          set_by: actor.type === 'fleet' ? 'fleet' : actor.id.slice(0, 253),
          set_at: now,
        })
        .returning('id');
      record({
        event: 'price-set',
        actor,
        target: { id: String(stored.id), name: titleOf(row) },
        after: auditOf(row),
        ...(row.note && { reason: row.note }),
      });
    }
  });
}
