/** Where Git says which cluster writes. */
export const MARKS = ['lease', 'config-map', 'annotation', 'values'] as const;

/** What in Git says who writes, and what it is to say. */
export type WriterMark = {
  in: (typeof MARKS)[number];
  file: string;
  /** Of an annotation: the kind of the object with its group, as in `Deployment.apps`. */
  kind?: string;
  /** Of the object. */
  name?: string;
  namespace?: string;
  /** The key of the ConfigMap or the annotation, or the path of the value. */
  key?: string;
  from: string;
  to: string;
};

/** What is to show that the writer was handed on. */
export const PROOFS = ['lease', 'deliveries', 'none'] as const;

export type LeaseProof = {
  by: 'lease';
  /** Name or id of the cluster that has it. */
  cluster: string;
  namespace: string;
  name: string;
};

export type DeliveriesProof = {
  by: 'deliveries';
  /** A reference of an entity. */
  component: string;
  /** Names or ids of all clusters that have to know: the one that wrote, and the one that does. */
  clusters: readonly string[];
  /** The commit that was fetched. */
  revision?: string;
};

export type WantedProof = LeaseProof | DeliveriesProof | { by: 'none' };

/** Whether the fleet shows that the writer was handed on, with why that is said. */
export type Proof = {
  verdict: 'shown' | 'not-shown' | 'unknown';
  words: string;
};
