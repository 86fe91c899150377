import type { Judgements } from './Judgements';
import {
  ARGOCD_HEALTH,
  KARMADA_HEALTH,
  KSTATUS,
  WEAVE_HEALTH,
} from './vocabularies';

const ANY_REASON =
  'The type Ready and its status decide; Karmada wants one certain reason as well.';

export const fluxJudgements: Judgements = {
  system: 'flux',
  samplesAtLeast: 100,
  words: {
    ...ARGOCD_HEALTH,
    ...KSTATUS,
    ...KARMADA_HEALTH,
    ...WEAVE_HEALTH,
  },
  differences: {
    'karmada-health flux/samples/karmada-interpreter/source.toolkit.fluxcd.io__v1__GitRepository__interprethealth.yaml#1':
      ANY_REASON,
    'karmada-health flux/samples/karmada-interpreter/source.toolkit.fluxcd.io__v1beta2__OCIRepository__interprethealth.yaml#3':
      ANY_REASON,
  },
  malformed: [],
};
