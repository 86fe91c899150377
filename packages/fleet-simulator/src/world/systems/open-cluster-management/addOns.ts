import { toTimestamp } from '../../../clock';
import type { Condition, KubernetesObject } from '../../../types';
import { setCondition } from '../../conditions';
import { ADDON_GROUP } from './types';

export const ADD_ONS = ['work-manager', 'cluster-proxy'];

export type AddOn = KubernetesObject & {
  status: { conditions: Condition[] };
};

export function addOnCondition(
  name: string,
  state: 'available' | 'silent' | 'cluster-lost',
): Condition {
  const type = 'Available';
  switch (state) {
    case 'silent':
      return {
        type,
        status: 'False',
        reason: 'ManagedClusterAddOnLeaseUpdateStopped',
        message: `${name} add-on is not available.`,
      };
    case 'cluster-lost':
      return {
        type,
        status: 'Unknown',
        reason: 'ManagedClusterLeaseUpdateStopped',
        message: 'Registration agent stopped updating its lease.',
      };
    default:
      return {
        type,
        status: 'True',
        reason: 'ManagedClusterAddOnLeaseUpdated',
        message: `${name} add-on is available.`,
      };
  }
}

export function buildAddOn(
  name: string,
  namespace: string,
  time: number,
): AddOn {
  const since = toTimestamp(time);
  const conditions = [
    {
      type: 'RegistrationApplied',
      reason: 'SetPermissionApplied',
      message: 'Registration of the addon agent is configured',
    },
    {
      type: 'ManifestApplied',
      reason: 'AddonManifestApplied',
      message: 'manifests of addon are applied successfully',
    },
  ].map(entry => ({
    ...entry,
    status: 'True' as const,
    lastTransitionTime: since,
  }));
  return {
    apiVersion: `${ADDON_GROUP}/v1beta1`,
    kind: 'ManagedClusterAddOn',
    metadata: { name, namespace },
    spec: {},
    status: {
      namespace: 'open-cluster-management-agent-addon',
      healthCheck: { mode: 'Lease' },
      conditions: setCondition(
        conditions,
        addOnCondition(name, 'available'),
        since,
      ),
    },
  } as AddOn;
}
