import type { Shape } from '../Shape';
import { LABEL_SELECTOR } from './common';

/**
 * Kubernetes API reference v1.36, PodDisruptionBudget policy/v1. It has no defaults; a
 * selector without anything in it selects all, and none selects nothing.
 */
export const POD_DISRUPTION_BUDGET: Shape = {
  fields: { spec: { fields: { selector: LABEL_SELECTOR } } },
};
