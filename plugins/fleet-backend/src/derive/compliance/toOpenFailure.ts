import type { Rows } from '../statements';
import { policyKey } from './keys';
import type { OpenFailure } from './types';

/** What a row of `failure` says of when it began, and of what. */
export function toOpenFailure(row: Rows[number]): OpenFailure {
  return {
    observer: row.observer,
    policyKey: policyKey(row.engine, row.policy),
    seenAt: Number(row.seen_at),
    ...(row.first_failed_at === null
      ? {}
      : { firstFailedAt: Number(row.first_failed_at) }),
  };
}
