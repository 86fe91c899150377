import type { SubjectReference } from '@fleetview/backstage-plugin-fleet-common';

/**
 * Why a hub's name for a cluster leads to none.
 *
 * - `no-reference`: the hub's object names no cluster
 * - `unknown-server`: no known cluster has that API server
 * - `shared-server`: several known clusters have it
 * - `unknown-name`: neither the hub nor configuration says which cluster the name means
 * - `no-identity`: the hub's object for the cluster has neither address nor UID
 * - `unknown-identity`: no known cluster has the address or UID that the hub's object has
 * - `several`: it leads to several known clusters
 * - `contradiction`: address and UID lead to different clusters
 * - `not-trusted`: only the member says who it is, and its hub is not trusted for it
 * - `claimed-twice`: another object of the hub claims the same identity
 */
export const UNRESOLVED_REASONS = [
  'no-reference',
  'unknown-server',
  'shared-server',
  'unknown-name',
  'no-identity',
  'unknown-identity',
  'several',
  'contradiction',
  'not-trusted',
  'claimed-twice',
] as const;

export type UnresolvedReason = (typeof UNRESOLVED_REASONS)[number];

/** The cluster that a fact speaks of. */
export type ResolvedSubject = {
  /** Null while unresolved, or where the fact speaks of no cluster. */
  subject: string | null;
  /** What the hub calls it, as JSON; null where it is the observer or none. */
  reference: string | null;
  /** Why a reference leads to no cluster. */
  unresolved?: UnresolvedReason;
};

/** Finds the cluster behind a hub's name for it. */
export interface SubjectResolver {
  /** @param adapter - whose objects of the hub say what the name means */
  resolve(
    observer: string,
    reference: SubjectReference,
    adapter: string,
  ): ResolvedSubject;
}
