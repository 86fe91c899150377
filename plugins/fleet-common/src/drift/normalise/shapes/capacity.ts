import type { Shape } from '../Shape';
import { fallback } from './common';
import { QUANTITIES } from './quantities';

/**
 * Kubernetes API reference v1.36, PersistentVolume v1; defaults by
 * `pkg/apis/core/v1/defaults.go`.
 */
export const PERSISTENT_VOLUME: Shape = {
  fields: {
    spec: {
      fields: {
        capacity: QUANTITIES,
        persistentVolumeReclaimPolicy: fallback('Retain'),
        volumeMode: fallback('Filesystem'),
        claimRef: { isServerSet: true },
      },
    },
  },
};

/** Kubernetes API reference v1.36, ResourceQuota v1. */
export const RESOURCE_QUOTA: Shape = {
  fields: { spec: { fields: { hard: QUANTITIES } } },
};

/** Kubernetes API reference v1.36, LimitRange v1. */
export const LIMIT_RANGE: Shape = {
  fields: {
    spec: {
      fields: {
        limits: {
          items: {
            fields: {
              max: QUANTITIES,
              min: QUANTITIES,
              default: QUANTITIES,
              defaultRequest: QUANTITIES,
              maxLimitRequestRatio: QUANTITIES,
            },
          },
        },
      },
    },
  },
};

/** Kubernetes API reference v1.36, Namespace v1. */
export const NAMESPACE: Shape = {
  fields: {
    metadata: {
      fields: {
        labels: {
          fields: { 'kubernetes.io/metadata.name': { isServerSet: true } },
        },
      },
    },
    spec: { isServerSet: true },
  },
};
