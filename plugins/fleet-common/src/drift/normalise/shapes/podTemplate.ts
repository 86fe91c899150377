import { own } from '../../values/json';
import type { Shape } from '../Shape';
import { fallback, LABEL_SELECTOR, METADATA, NO_TEXT, OFF } from './common';
import { AFFINITY } from './affinity';
import { CONTAINER } from './container';
import { RESOURCES } from './quantities';
import { VOLUME } from './volume';

/** Two names of one thing: the API server writes both. */
const SERVICE_ACCOUNT: Shape = {
  fallback: beside => own(beside, 'serviceAccount'),
};

const DEPRECATED_SERVICE_ACCOUNT: Shape = {
  fallback: beside => own(beside, 'serviceAccountName'),
};

/**
 * What a pod runs. Kubernetes API reference v1.36, PodSpec; defaults by
 * `pkg/apis/core/v1/defaults.go`.
 */
const POD_SPEC: Shape = {
  fields: {
    restartPolicy: fallback('Always'),
    dnsPolicy: fallback('ClusterFirst'),
    schedulerName: fallback('default-scheduler'),
    terminationGracePeriodSeconds: fallback(30),
    enableServiceLinks: fallback(true),
    hostNetwork: OFF,
    hostPID: OFF,
    hostIPC: OFF,
    hostname: NO_TEXT,
    subdomain: NO_TEXT,
    serviceAccountName: SERVICE_ACCOUNT,
    serviceAccount: DEPRECATED_SERVICE_ACCOUNT,
    securityContext: { fallback: {}, isEmptyAbsent: true },
    nodeSelector: { isAtomic: true, isEmptyAbsent: true },
    affinity: AFFINITY,
    containers: { keys: ['name'], items: CONTAINER },
    initContainers: { keys: ['name'], items: CONTAINER },
    ephemeralContainers: { keys: ['name'], items: CONTAINER },
    volumes: { keys: ['name'], items: VOLUME },
    imagePullSecrets: { keys: ['name'] },
    resources: RESOURCES,
    hostAliases: { keys: ['ip'] },
    resourceClaims: { keys: ['name'] },
    schedulingGates: { keys: ['name'] },
    tolerations: {
      items: {
        fields: { operator: fallback('Equal'), key: NO_TEXT, value: NO_TEXT },
      },
    },
    topologySpreadConstraints: {
      keys: ['topologyKey', 'whenUnsatisfiable'],
      items: { fields: { labelSelector: LABEL_SELECTOR } },
    },
  },
};

/** Kubernetes API reference v1.36, PodTemplateSpec. */
export const POD_TEMPLATE: Shape = {
  fields: { metadata: METADATA, spec: POD_SPEC },
};
