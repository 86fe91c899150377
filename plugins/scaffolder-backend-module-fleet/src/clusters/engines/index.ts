import type { Engine } from '../ClusterRegistration';
import { argocd } from './argocd';
import type { EngineRules } from './EngineRules';
import { flux } from './flux';
import { karmada } from './karmada';
import { openClusterManagement } from './openClusterManagement';
import { rancher } from './rancher';
import { rancherFleet } from './rancherFleet';

export { OPTIONS, type EngineRules } from './EngineRules';

/** How each engine gets to know a cluster. */
export const ENGINE_RULES: Readonly<Record<Engine, EngineRules>> = {
  argocd,
  flux,
  'open-cluster-management': openClusterManagement,
  karmada,
  rancher,
  'rancher-fleet': rancherFleet,
};
