import type { SubjectReference } from '@fleetview/backstage-plugin-fleet-common';

/** The cluster that a fact speaks of. */
export type ResolvedSubject = {
  /** Null while unresolved, or where the fact speaks of no cluster. */
  subject: string | null;
  /** What the hub calls it, as JSON; null where it is the observer or none. */
  reference: string | null;
};

/** Finds the cluster behind a hub's name for it. */
export interface SubjectResolver {
  resolve(observer: string, reference: SubjectReference): ResolvedSubject;
}
