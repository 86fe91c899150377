/** Entities that own components, as a filter of the new front-end system. */
export const OWNING_FILTER = { kind: { $in: ['system', 'domain', 'group'] } };
