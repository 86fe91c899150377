import { toTimestamp } from '../../../clock';
import { commitFor } from '../../../random';
import { Condition, JsonObject, KubernetesObject } from '../../../types';
import { fluxCondition } from '../../builders/flux';

const REVISION = `main@sha1:${commitFor('reporting', 0)}`;

function kustomization(
  name: string,
  createdAt: number,
  options: {
    dependsOn?: JsonObject[];
    conditions: Condition[];
    status: JsonObject;
  },
): KubernetesObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: {
      name,
      namespace: 'flux-system',
      creationTimestamp: toTimestamp(createdAt),
      generation: 1,
      finalizers: ['finalizers.fluxcd.io'],
      labels: {
        'kustomize.toolkit.fluxcd.io/name': 'flux-system',
        'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
        team: 'data',
      },
    },
    spec: {
      interval: '10m0s',
      retryInterval: '1m0s',
      timeout: '5m0s',
      prune: true,
      path: `./${name}`,
      sourceRef: { kind: 'Bucket', name: 'release-bundles' },
      ...(options.dependsOn && { dependsOn: options.dependsOn }),
    },
    status: { ...options.status, conditions: options.conditions },
  };
}

/**
 * Two steps of a team's reports: the schema, whose last bundle lacks a file, and
 * the jobs that wait for it.
 *
 * @param time - since when it has failed
 */
export function buildWaitingDeliveries(
  createdAt: number,
  time: string,
): KubernetesObject[] {
  const missing =
    "kustomize build failed: accumulating resources: accumulation err='accumulating resources from 'views.yaml': open views.yaml: no such file or directory'";
  const waiting = "dependency 'flux-system/reporting-schema' is not ready";
  const retrying = (reason: string, message: string) => [
    fluxCondition('Reconciling', 'True', 'ProgressingWithRetry', message, time),
    fluxCondition('Ready', 'False', reason, message, time),
  ];
  return [
    kustomization('reporting-schema', createdAt, {
      conditions: retrying('BuildFailed', missing),
      status: {
        observedGeneration: 1,
        lastAttemptedRevision: REVISION,
        inventory: { entries: [] },
      },
    }),
    kustomization('reporting-jobs', createdAt, {
      dependsOn: [{ name: 'reporting-schema' }],
      conditions: retrying('DependencyNotReady', waiting),
      status: { observedGeneration: 1 },
    }),
  ];
}
