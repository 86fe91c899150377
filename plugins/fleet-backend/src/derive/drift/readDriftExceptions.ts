import {
  approvedSince,
  coversDrift,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Knex } from 'knex';
import type { LedgerRules } from '../../exceptions/ExceptionAccess';
import { readLedger } from '../../exceptions/readLedger';
import type { DriftException } from './types';

/**
 * The exceptions of the ledger that let something drift, now or from a time on: those that
 * have enough approvals, and were not taken back or renewed.
 */
export async function readDriftExceptions(
  knex: Knex,
  now: number,
  rules: LedgerRules,
): Promise<DriftException[]> {
  const ledger = await readLedger({ knex, now, rules });
  return ledger.flatMap(({ id, kind, scope, ledger: own }) => {
    if (kind !== 'drift' || own.withdrawnAt !== undefined) return [];
    const approved = approvedSince(own, now, rules);
    const until = Math.min(own.expiresAt, own.renewedAt ?? Infinity);
    if (approved === undefined || !(until > now)) return [];
    return [
      {
        id,
        from: Math.max(approved, own.startsAt ?? approved),
        until,
        covers: ({ clusterId, resource, place, paths, isInPart }) =>
          coversDrift(scope, {
            clusterId,
            kind: resource.kind,
            namespace: resource.namespace,
            name: resource.name,
            entityRef: place.entityRef,
            owner: place.owner,
            paths,
            isInPart,
          }),
      },
    ];
  });
}
