import type { Shape } from '../Shape';
import { ATOMIC, LABEL_SELECTOR } from './common';

const POD_TERM: Shape = {
  fields: { labelSelector: LABEL_SELECTOR, namespaceSelector: LABEL_SELECTOR },
};

const BY_PODS: Shape = {
  fields: {
    preferredDuringSchedulingIgnoredDuringExecution: {
      items: { fields: { podAffinityTerm: POD_TERM } },
    },
    requiredDuringSchedulingIgnoredDuringExecution: { items: POD_TERM },
  },
};

/** Kubernetes API reference v1.36, Affinity. It has no defaults. */
export const AFFINITY: Shape = {
  isEmptyAbsent: true,
  fields: {
    nodeAffinity: {
      fields: {
        preferredDuringSchedulingIgnoredDuringExecution: {
          items: { fields: { preference: ATOMIC } },
        },
        requiredDuringSchedulingIgnoredDuringExecution: ATOMIC,
      },
    },
    podAffinity: BY_PODS,
    podAntiAffinity: BY_PODS,
  },
};
