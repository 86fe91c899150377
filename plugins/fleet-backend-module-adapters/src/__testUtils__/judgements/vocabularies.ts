import { healthIs, type Judgements } from './Judgements';

/** Vocabularies that several systems are judged in. */
export const ARGOCD_HEALTH: Judgements['words'] = {
  'argocd-health': {
    Healthy: healthIs('healthy'),
    Progressing: healthIs('progressing'),
    Degraded: healthIs('degraded'),
    Suspended: healthIs('suspended'),
  },
};

export const KSTATUS: Judgements['words'] = {
  kstatus: {
    Current: healthIs('healthy'),
    InProgress: healthIs('progressing'),
    Failed: healthIs('degraded'),
  },
};

/** It only tells whether something is healthy. */
export const KARMADA_HEALTH: Judgements['words'] = {
  'karmada-health': {
    True: healthIs('healthy'),
    False: healthIs(
      'suspended',
      'progressing',
      'unknown',
      'missing',
      'degraded',
    ),
  },
};

export const WEAVE_HEALTH: Judgements['words'] = {
  'weave-health': {
    Healthy: healthIs('healthy'),
    Progressing: healthIs('progressing'),
    Unhealthy: healthIs('degraded'),
  },
};
