import type { Shape } from '../Shape';
import { fallback, LABEL_SELECTOR } from './common';
import { QUANTITIES } from './quantities';

/**
 * What a claim asks for. Kubernetes API reference v1.36, PersistentVolumeClaimSpec. Its
 * volume, its class and its source are filled in by the cluster.
 */
export const PERSISTENT_VOLUME_CLAIM_SPEC: Shape = {
  fields: {
    volumeMode: fallback('Filesystem'),
    resources: {
      isEmptyAbsent: true,
      fields: { requests: QUANTITIES, limits: QUANTITIES },
    },
    selector: LABEL_SELECTOR,
    volumeName: { isServerSet: true },
    storageClassName: { isServerSet: true },
    dataSource: { isAtomic: true, isServerSet: true },
    dataSourceRef: { isServerSet: true },
  },
};

/** Kubernetes API reference v1.36, PersistentVolumeClaim v1. */
export const PERSISTENT_VOLUME_CLAIM: Shape = {
  fields: { spec: PERSISTENT_VOLUME_CLAIM_SPEC },
};
