/** Entities of which costs are told, as a filter of the new front-end system. */
export const COSTED_FILTER = {
  kind: { $in: ['component', 'system', 'domain', 'group'] },
};
