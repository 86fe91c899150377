/** The rules that bind, from the strongest to the weakest. */
export const BINDING_RULES = [
  'kubernetes-id',
  'kubernetes-label-selector',
  'engine-annotation',
  'delivery-source',
  'source-location',
  'image',
  'inherited',
] as const;

export type BindingRule = (typeof BINDING_RULES)[number];

/** Why a candidate is not what something is bound to. */
export const LOST_REASONS = [
  /** It names another cluster or namespace. */
  'elsewhere',
  /** Another one of the same rule says it more exactly. */
  'less-specific',
  /** A stronger rule found another one. */
  'weaker-rule',
  /** The namespace belongs to somebody else, and one of his was found. */
  'other-owner',
] as const;

export type LostReason = (typeof LOST_REASONS)[number];

/** An entity that something could have been bound to, and why it is not. */
export type LostCandidate = {
  entityRef: string;
  rule: BindingRule;
  evidence: string;
  lost: LostReason;
};

/** Candidates that an outcome names: what needs more is wrong in another way. */
export const CANDIDATES_KEPT = 10;

/** Candidates that lost, as an outcome keeps them. */
export const LOST_KEPT = 5;

/** The tie from a delivery or workload to an entity, or why there is none. */
export type BindingOutcome =
  | {
      type: 'bound';
      entityRef: string;
      rule: BindingRule;
      evidence: string;
      others?: LostCandidate[];
    }
  | {
      type: 'ambiguous';
      /** By name; no more than {@link CANDIDATES_KEPT}. */
      candidates: string[];
      rule: BindingRule;
      /** How many more there are. */
      more?: number;
      others?: LostCandidate[];
    }
  | {
      /** It would be bound, but the namespace belongs to somebody else. */
      type: 'contested';
      entityRef: string;
      rule: BindingRule;
      evidence: string;
      /** Who owns the namespace. */
      namespaceOwner: string;
      /** The pattern of the configuration that says so. */
      pattern: string;
      others?: LostCandidate[];
    }
  | { type: 'unbound' };
