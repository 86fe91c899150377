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
  // What is applied as text is stored, and read, as base64.
  supplement(_, object) {
    const { stringData, ...secret } = object;
    if (object.kind !== 'Secret' || !stringData) return object;
    return {
      ...secret,
      data: {
        ...Object(object.data),
        ...Object.fromEntries(
          Object.entries(Object(stringData)).map(([key, text]) => [
            key,
            Buffer.from(String(text)).toString('base64'),
          ]),
        ),
      },
    };
  },
  malformed: [
    // A page of documentation whose specification is an ellipsis.
    'argocd/samples/doc-examples/docs-user-guide-sync-kubectl__L12.yaml: spec: Invalid input: expected object, received string',
    // A page of documentation whose data is an ellipsis.
    'argocd/samples/doc-examples/docs-operator-manual-cluster-bootstrapping__L16.yaml: data: Invalid input: expected object, received array',
    // A page of documentation that leaves the fields out; without a server Argo CD takes it for no cluster either.
    'argocd/samples/doc-examples/operator-manual-applicationset-Generators-Cluster__L93.yaml: data.server: not an address',
  ],
};
