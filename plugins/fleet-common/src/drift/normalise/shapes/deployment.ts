import { own } from '../../values/json';
import type { Shape } from '../Shape';
import { fallback, LABEL_SELECTOR, OFF, ZERO } from './common';
import { POD_TEMPLATE } from './podTemplate';

/**
 * Kubernetes API reference v1.36, Deployment apps/v1; defaults by
 * `pkg/apis/apps/v1/defaults.go`.
 */
export const DEPLOYMENT: Shape = {
  fields: {
    spec: {
      fields: {
        replicas: fallback(1),
        selector: LABEL_SELECTOR,
        revisionHistoryLimit: fallback(10),
        progressDeadlineSeconds: fallback(600),
        minReadySeconds: ZERO,
        paused: OFF,
        strategy: {
          fallback: {},
          isEmptyAbsent: true,
          fields: {
            type: fallback('RollingUpdate'),
            rollingUpdate: {
              fallback: beside =>
                own(beside, 'type') === 'RollingUpdate' ? {} : undefined,
              fields: {
                maxSurge: fallback('25%'),
                maxUnavailable: fallback('25%'),
              },
            },
          },
        },
        template: POD_TEMPLATE,
      },
    },
  },
};
