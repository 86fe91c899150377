import type { WorldSystemDefinition } from '../WorldSystem';
import { ArgoRolloutsSystem } from './ArgoRolloutsSystem';
import { ARGO_ROLLOUTS_TYPES } from './kinds';

/** Argo Rollouts: canaries and blue-green rollouts in all states, with their analyses. */
export const argoRolloutsSystem: WorldSystemDefinition = {
  id: 'argo-rollouts',
  types: ARGO_ROLLOUTS_TYPES,
  namespaces: [],
  create: context => new ArgoRolloutsSystem(context),
};
