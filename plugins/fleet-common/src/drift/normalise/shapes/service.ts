import { type Json, type JsonObject, own } from '../../values/json';
import type { Shape } from '../Shape';
import { fallback, NO_TEXT, OFF } from './common';

/** What asks for any is none that is asked for. */
function isZeroOrEmpty(value: Json): boolean {
  return value === '' || value === 0;
}

function isReachedFromOutside(beside: JsonObject): boolean {
  const type = own(beside, 'type');
  return type === 'NodePort' || type === 'LoadBalancer';
}

/**
 * Kubernetes API reference v1.36, Service v1; defaults by
 * `pkg/apis/core/v1/defaults.go`. Addresses, families and ports of nodes are allocated by
 * the cluster.
 */
export const SERVICE: Shape = {
  fields: {
    spec: {
      fields: {
        type: fallback('ClusterIP'),
        sessionAffinity: fallback('None'),
        sessionAffinityConfig: {
          fallback: beside =>
            own(beside, 'sessionAffinity') === 'ClientIP' ? {} : undefined,
          fields: {
            clientIP: {
              fallback: {},
              fields: { timeoutSeconds: fallback(10800) },
            },
          },
        },
        internalTrafficPolicy: {
          fallback: beside =>
            own(beside, 'type') === 'ExternalName' ? undefined : 'Cluster',
        },
        externalTrafficPolicy: {
          fallback: beside =>
            isReachedFromOutside(beside) ||
            own(beside, 'externalIPs') !== undefined
              ? 'Cluster'
              : undefined,
        },
        allocateLoadBalancerNodePorts: {
          fallback: beside =>
            own(beside, 'type') === 'LoadBalancer' ? true : undefined,
        },
        publishNotReadyAddresses: OFF,
        selector: { isAtomic: true, isEmptyAbsent: true },
        clusterIP: { isServerSet: true, isUnset: isZeroOrEmpty },
        clusterIPs: {
          isServerSet: true,
          isUnset: value => Array.isArray(value) && value.every(isZeroOrEmpty),
        },
        ipFamilies: { isServerSet: true },
        ipFamilyPolicy: { isServerSet: true },
        healthCheckNodePort: { isServerSet: true, isUnset: isZeroOrEmpty },
        ports: {
          keys: ['port', 'protocol'],
          items: {
            fields: {
              protocol: fallback('TCP'),
              name: NO_TEXT,
              targetPort: {
                isUnset: isZeroOrEmpty,
                fallback: beside => own(beside, 'port'),
              },
              nodePort: { isServerSet: true, isUnset: isZeroOrEmpty },
            },
          },
        },
      },
    },
  },
};
