/** What taking a cluster out of a repository comes to. Nothing of it is on the disk yet. */
export type Removal = {
  /** What is taken out, in sentences. */
  removed: string[];
  /** What was looked for, and is not there. */
  missing: string[];
  /** What is still there, and why. */
  left: string[];
  /** Objects whose removal deletes machines, as `Cluster prod-euw1-b`. */
  machines: string[];
  /** What the cluster's Resource says: by these Fleet knows it. */
  clusterId?: string;
  server?: string;
};
