import { type JsonObject, own } from '../../values/json';
import type { Shape } from '../Shape';
import {
  ATOMIC,
  fallback,
  LABEL_SELECTOR,
  METADATA,
  NO_TEXT,
  OFF,
} from './common';
import { PERSISTENT_VOLUME_CLAIM_SPEC } from './persistentVolumeClaim';
import { QUANTITY } from './quantities';

/** 0644 as it is written in JSON. */
const READ_BY_ALL = 420;

const FILE: Shape = {
  fields: {
    fieldRef: { isAtomic: true, fields: { apiVersion: fallback('v1') } },
    resourceFieldRef: {
      isAtomic: true,
      fields: { divisor: { isQuantity: true, fallback: '0' } },
    },
  },
};

const OPTIONAL: Shape = { fields: { optional: OFF } };

/** Names the Secret by which it is reached. */
const WITH_SECRET: Shape = { fields: { secretRef: ATOMIC } };

/** A volume that names no source is an empty directory. */
function emptyDirOf(beside: JsonObject): JsonObject | undefined {
  const sources = Object.keys(beside).filter(key => key !== 'name');
  return sources.length === 0 && own(beside, 'name') !== undefined
    ? {}
    : undefined;
}

/**
 * A volume of a pod. Kubernetes API reference v1.36, Volume; defaults by
 * `pkg/apis/core/v1/defaults.go`.
 */
export const VOLUME: Shape = {
  fields: {
    emptyDir: {
      fallback: emptyDirOf,
      fields: { sizeLimit: QUANTITY, medium: NO_TEXT },
    },
    configMap: {
      fields: { defaultMode: fallback(READ_BY_ALL), optional: OFF },
    },
    secret: { fields: { defaultMode: fallback(READ_BY_ALL), optional: OFF } },
    downwardAPI: {
      fields: { defaultMode: fallback(READ_BY_ALL), items: { items: FILE } },
    },
    projected: {
      fields: {
        defaultMode: fallback(READ_BY_ALL),
        sources: {
          items: {
            fields: {
              serviceAccountToken: {
                fields: { expirationSeconds: fallback(3600) },
              },
              downwardAPI: { fields: { items: { items: FILE } } },
              clusterTrustBundle: { fields: { labelSelector: LABEL_SELECTOR } },
              configMap: OPTIONAL,
              secret: OPTIONAL,
            },
          },
        },
      },
    },
    hostPath: { fields: { type: NO_TEXT } },
    persistentVolumeClaim: { fields: { readOnly: OFF } },
    nfs: { fields: { readOnly: OFF } },
    csi: { fields: { nodePublishSecretRef: ATOMIC } },
    cephfs: WITH_SECRET,
    cinder: WITH_SECRET,
    flexVolume: WITH_SECRET,
    iscsi: WITH_SECRET,
    rbd: WITH_SECRET,
    scaleIO: WITH_SECRET,
    storageos: WITH_SECRET,
    ephemeral: {
      fields: {
        volumeClaimTemplate: {
          fields: { metadata: METADATA, spec: PERSISTENT_VOLUME_CLAIM_SPEC },
        },
      },
    },
  },
};
