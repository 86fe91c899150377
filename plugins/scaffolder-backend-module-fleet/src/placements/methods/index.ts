import type { Method } from '../Placement';
import { argoList } from './argoList';
import { argoSelector } from './argoSelector';
import { helmValues } from './helmValues';
import { karmada } from './karmada';
import { kustomize } from './kustomize';
import type { MethodRules } from './MethodRules';
import { openClusterManagement } from './openClusterManagement';
import { rancherFleet } from './rancherFleet';

export const METHOD_RULES: Readonly<Record<Method, MethodRules>> = {
  'argocd-list': argoList,
  'argocd-selector': argoSelector,
  'rancher-fleet': rancherFleet,
  'open-cluster-management': openClusterManagement,
  karmada,
  kustomize,
  'helm-values': helmValues,
};
