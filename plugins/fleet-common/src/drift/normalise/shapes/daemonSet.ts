import { own } from '../../values/json';
import type { Shape } from '../Shape';
import { fallback, LABEL_SELECTOR, ZERO } from './common';
import { POD_TEMPLATE } from './podTemplate';

/**
 * Kubernetes API reference v1.36, DaemonSet apps/v1; defaults by
 * `pkg/apis/apps/v1/defaults.go`.
 */
export const DAEMON_SET: Shape = {
  fields: {
    spec: {
      fields: {
        selector: LABEL_SELECTOR,
        revisionHistoryLimit: fallback(10),
        minReadySeconds: ZERO,
        updateStrategy: {
          fallback: {},
          isEmptyAbsent: true,
          fields: {
            type: fallback('RollingUpdate'),
            rollingUpdate: {
              fallback: beside =>
                own(beside, 'type') === 'RollingUpdate' ? {} : undefined,
              fields: { maxSurge: ZERO, maxUnavailable: fallback(1) },
            },
          },
        },
        template: POD_TEMPLATE,
      },
    },
  },
};
