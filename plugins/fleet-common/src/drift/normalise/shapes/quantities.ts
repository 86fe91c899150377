import type { Shape } from '../Shape';

export const QUANTITY: Shape = { isQuantity: true };

/** Quantities by the name of a resource. */
export const QUANTITIES: Shape = { values: QUANTITY, isEmptyAbsent: true };

/**
 * What a container, or all of a pod together, asks for and may use. Kubernetes API
 * reference v1.36, ResourceRequirements.
 */
export const RESOURCES: Shape = {
  isEmptyAbsent: true,
  fields: {
    requests: QUANTITIES,
    limits: QUANTITIES,
    claims: { keys: ['name'] },
  },
};
