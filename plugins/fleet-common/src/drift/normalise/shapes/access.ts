import { type JsonObject, own } from '../../values/json';
import type { Shape } from '../Shape';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * Kubernetes API reference v1.36, ServiceAccount v1. Its tokens are added by the cluster.
 */
export const SERVICE_ACCOUNT: Shape = {
  fields: {
    secrets: { keys: ['name'], isServerSet: true },
  },
};

/** Kubernetes API reference v1.36, Role rbac.authorization.k8s.io/v1. */
export const ROLE: Shape = {};

/**
 * Kubernetes API reference v1.36, ClusterRole rbac.authorization.k8s.io/v1. Where rules
 * are gathered from other roles, a controller writes over those that stand here.
 */
export const CLUSTER_ROLE: Shape = {
  fields: {
    rules: {
      isUnset: (_, beside) => own(beside, 'aggregationRule') !== undefined,
    },
  },
};

function groupOfSubject(beside: JsonObject): string {
  return own(beside, 'kind') === 'ServiceAccount' ? '' : RBAC;
}

/**
 * Kubernetes API reference v1.36, RoleBinding and ClusterRoleBinding
 * rbac.authorization.k8s.io/v1; defaults by `pkg/apis/rbac/v1/defaults.go`.
 */
export const ROLE_BINDING: Shape = {
  fields: {
    roleRef: { isAtomic: true, fields: { apiGroup: { fallback: RBAC } } },
    subjects: { items: { fields: { apiGroup: { fallback: groupOfSubject } } } },
  },
};
