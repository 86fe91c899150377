import { own } from '../../values/json';
import type { Shape } from '../Shape';
import { fallback, LABEL_SELECTOR, METADATA, NO_TEXT, ZERO } from './common';
import { PERSISTENT_VOLUME_CLAIM_SPEC } from './persistentVolumeClaim';
import { POD_TEMPLATE } from './podTemplate';

/** A template of claims is a whole object, with a status that says nothing. */
const CLAIM_TEMPLATE: Shape = {
  fields: {
    apiVersion: fallback('v1'),
    kind: fallback('PersistentVolumeClaim'),
    metadata: METADATA,
    spec: PERSISTENT_VOLUME_CLAIM_SPEC,
    status: { isUnset: () => true },
  },
};

/**
 * Kubernetes API reference v1.36, StatefulSet apps/v1; defaults by
 * `pkg/apis/apps/v1/defaults.go`.
 */
export const STATEFUL_SET: Shape = {
  fields: {
    spec: {
      fields: {
        replicas: fallback(1),
        selector: LABEL_SELECTOR,
        serviceName: NO_TEXT,
        podManagementPolicy: fallback('OrderedReady'),
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
              fields: { partition: ZERO },
            },
          },
        },
        persistentVolumeClaimRetentionPolicy: {
          fallback: {},
          isEmptyAbsent: true,
          fields: {
            whenDeleted: fallback('Retain'),
            whenScaled: fallback('Retain'),
          },
        },
        volumeClaimTemplates: { items: CLAIM_TEMPLATE },
        template: POD_TEMPLATE,
      },
    },
  },
};
