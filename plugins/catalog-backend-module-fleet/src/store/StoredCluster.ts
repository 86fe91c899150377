import type { Entity } from '@backstage/catalog-model';

/** What is kept of a cluster's entity. */
export type StoredCluster = {
  clusterId: string;
  /** The entity's name, chosen at first sight. */
  name: string;
  /** As it was told last; absent for one that was never told. */
  entity?: Entity;
  /** What an annotation may call it. */
  names: string[];
  /** The entity that somebody else wrote of it; it has none of ours then. */
  describedBy?: string;
  isRemoved: boolean;
};
