import type { Judgements } from './Judgements';

/** Vocabularies that several systems are judged in. */
export const ARGOCD_HEALTH: Judgements['words'] = {
  'argocd-health': {
    Healthy: ['healthy'],
    Progressing: ['progressing'],
    Degraded: ['degraded'],
    Suspended: ['suspended'],
    Unknown: ['unknown'],
  },
};

export const KSTATUS: Judgements['words'] = {
  kstatus: {
    Current: ['healthy'],
    InProgress: ['progressing'],
    Failed: ['degraded'],
  },
};

/** It only tells whether something is healthy. */
export const KARMADA_HEALTH: Judgements['words'] = {
  'karmada-health': {
    True: ['healthy'],
    False: ['suspended', 'progressing', 'unknown', 'missing', 'degraded'],
  },
};

export const WEAVE_HEALTH: Judgements['words'] = {
  'weave-health': {
    Healthy: ['healthy'],
    Progressing: ['progressing'],
    Unhealthy: ['degraded'],
  },
};
