import type {
  Gate,
  Promotion,
  Release,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Row } from '../../read/types';
import type { MadePlan } from '../types';

/** What is known of commits beside what the promotion itself keeps; times are milliseconds since 1970. */
export type KnownCommits = {
  /** The commit that a change was pushed as, by the key of the change. */
  heads: Record<string, string>;
  /** When commits were first seen on clusters of the target. */
  seen: Record<string, number>;
};

/** A promotion as it is stored. */
export type StoredPromotion = {
  id: string;
  entityRef: string;
  requestedBy: string;
  reason?: string;
  /** Counts what was written: who writes names the one that he read. */
  version: number;
  promotion: Promotion;
  release: Release;
  plan: Pick<MadePlan, 'plan' | 'changes'>;
  commits: KnownCommits;
  /** As they were last judged, of which wave. */
  gates?: { wave: string; at: number; gates: readonly Gate[] };
  lookedAt?: number;
  endedAt?: number;
};

/** What the column `plan` holds. */
export type StoredPlan = Pick<StoredPromotion, 'plan' | 'release' | 'commits'>;

export function toStoredPromotion(row: Row): StoredPromotion {
  const { plan, release, commits }: StoredPlan = JSON.parse(row.plan);
  return {
    id: row.id,
    entityRef: row.entity_ref,
    requestedBy: row.requested_by,
    ...(row.reason ? { reason: row.reason } : {}),
    version: Number(row.version),
    promotion: JSON.parse(row.promotion),
    release,
    plan,
    commits,
    ...(row.gates ? { gates: JSON.parse(row.gates) } : {}),
    ...(row.looked_at === null ? {} : { lookedAt: Number(row.looked_at) }),
    ...(row.ended_at === null ? {} : { endedAt: Number(row.ended_at) }),
  };
}
