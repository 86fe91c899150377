/** An annotation to write into the catalog. */
export type ProposedAnnotation = { key: string; value: string };

/** How much speaks for a proposal. */
export const STRENGTHS = ['strong', 'likely', 'possible'] as const;

export type Strength = (typeof STRENGTHS)[number];

/**
 * An entity that something may belong to. It binds nothing: that does whoever
 * writes the annotations into the catalog.
 */
export type Proposal = {
  entityRef: string;
  strength: Strength;
  /** What speaks for it, in words. */
  evidence: string;
  /** None where no annotation would do. */
  annotations: ProposedAnnotation[];
  /** What has to be done besides, or instead. */
  note?: string;
};

/** Proposals that are made for one thing. */
export const PROPOSALS_MADE = 5;
