import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import type { Judgements } from './Judgements';
import { ARGOCD_HEALTH } from './vocabularies';

function isReady(fact: Fact): boolean {
  if (fact.type !== 'delivery') return false;
  const { resources } = fact.brings;
  return resources.length
    ? resources.every(
        resource => resource.health === 'healthy' && resource.sync === 'synced',
      )
    : fact.health === 'healthy' && fact.sync === 'synced';
}

function isRunning(fact: Fact): boolean {
  return fact.type === 'delivery' && fact.operation?.phase === 'running';
}

export const argocdJudgements: Judgements = {
  system: 'argocd',
  samplesAtLeast: 100,
  words: {
    ...ARGOCD_HEALTH,
    'argocd-app-wait': {
      'ready=True|operationInProgress=True': fact =>
        isReady(fact) && isRunning(fact),
      'ready=True|operationInProgress=False': fact =>
        isReady(fact) && !isRunning(fact),
      'ready=False|operationInProgress=False': fact =>
        !isReady(fact) && !isRunning(fact),
    },
  },
  differences: {},
  malformed: [
    // A page of documentation whose specification is an ellipsis.
    'argocd/samples/doc-examples/docs-user-guide-sync-kubectl__L12.yaml: spec: Invalid input: expected object, received string',
  ],
};
