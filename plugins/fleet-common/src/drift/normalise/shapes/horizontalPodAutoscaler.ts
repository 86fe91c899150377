import type { Shape } from '../Shape';
import { fallback, LABEL_SELECTOR, ZERO } from './common';
import { QUANTITY } from './quantities';

const TARGET: Shape = { fields: { value: QUANTITY, averageValue: QUANTITY } };

const METRIC: Shape = {
  fields: { selector: LABEL_SELECTOR },
};

const SOURCE: Shape = { fields: { target: TARGET, metric: METRIC } };

const BY_PERCENT = { type: 'Percent', value: 100, periodSeconds: 15 };
const BY_PODS = { type: 'Pods', value: 4, periodSeconds: 15 };

/**
 * Kubernetes API reference v1.36, HorizontalPodAutoscaler autoscaling/v2; defaults by
 * `pkg/apis/autoscaling/v2/defaults.go`.
 */
export const HORIZONTAL_POD_AUTOSCALER: Shape = {
  fields: {
    spec: {
      fields: {
        minReplicas: fallback(1),
        metrics: {
          isUnset: value => Array.isArray(value) && value.length === 0,
          fallback: [
            {
              type: 'Resource',
              resource: {
                name: 'cpu',
                target: { type: 'Utilization', averageUtilization: 80 },
              },
            },
          ],
          items: {
            fields: {
              resource: SOURCE,
              containerResource: SOURCE,
              pods: SOURCE,
              object: SOURCE,
              external: SOURCE,
            },
          },
        },
        // Where it is not written there is none; of what is written, all is filled in.
        behavior: {
          fields: {
            scaleUp: {
              fallback: {},
              fields: {
                stabilizationWindowSeconds: ZERO,
                selectPolicy: fallback('Max'),
                policies: { fallback: [BY_PODS, BY_PERCENT] },
                tolerance: QUANTITY,
              },
            },
            scaleDown: {
              fallback: {},
              fields: {
                selectPolicy: fallback('Max'),
                policies: { fallback: [BY_PERCENT] },
                tolerance: QUANTITY,
              },
            },
          },
        },
      },
    },
  },
};
