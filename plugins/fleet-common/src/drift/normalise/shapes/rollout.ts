import type { Shape } from '../Shape';
import { fallback, LABEL_SELECTOR } from './common';
import { POD_TEMPLATE } from './podTemplate';

/**
 * An Argo Rollout, argoproj.io/v1alpha1: its controller makes ReplicaSets of the template,
 * with the defaults of one. Of the rest only what stands for nothing is known.
 */
export const ROLLOUT: Shape = {
  fields: {
    spec: {
      fields: {
        replicas: fallback(1),
        selector: LABEL_SELECTOR,
        template: POD_TEMPLATE,
      },
    },
  },
};
