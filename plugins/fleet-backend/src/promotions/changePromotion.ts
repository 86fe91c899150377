import { ConflictError, NotFoundError } from '@backstage/errors';
import type { AuditTrail } from '../audit';
import { Walk } from './drive/Walk';
import { findPromotion } from './store/findPromotion';
import type { StoredPromotion } from './store/StoredPromotion';
import { writePromotion } from './store/writePromotion';

type Record = Parameters<Parameters<AuditTrail['change']>[0]>[1];

/** It is written again where the fleet has gone through it at the same moment. */
const TRIES = 5;

/**
 * Changes a promotion by events that a person causes, with what the audit keeps of it, in one
 * transaction. It is gone through at once after it.
 *
 * @param change - takes events; gives what the audit records, and what else is written
 * @throws NotFoundError; ConflictError where an event is not taken, or others are faster each
 *   time
 */
export async function changePromotion(
  options: {
    audit: AuditTrail;
    id: string;
    now: number;
    person?: string;
  },
  change: (
    walk: Walk,
    stored: StoredPromotion,
    trx: Parameters<Parameters<AuditTrail['change']>[0]>[0],
  ) =>
    | Promise<{
        commits?: StoredPromotion['commits'];
        record?: (record: Record) => void;
      }>
    | {
        commits?: StoredPromotion['commits'];
        record?: (record: Record) => void;
      },
): Promise<void> {
  const { audit, id, now } = options;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const isWritten = await audit.change(async (trx, record) => {
      const stored = await findPromotion(trx, id);
      if (!stored) throw notFound(id);
      const walk = new Walk(stored.promotion);
      const made = await change(walk, stored, trx);
      const { commits } = made;
      const written = await writePromotion(trx, {
        before: stored,
        promotion: walk.promotion,
        ...(commits ? { commits } : {}),
        dueAt: now,
        happenings: walk.happenings,
      });
      if (written) made.record?.(record);
      return written;
    });
    if (isWritten) return;
  }
  throw new ConflictError(
    'The promotion is being changed by somebody else. Try again.',
  );
}

export function notFound(id: string): NotFoundError {
  return new NotFoundError(
    `There is no promotion '${id}', or you may not see all clusters that it goes to.`,
  );
}
