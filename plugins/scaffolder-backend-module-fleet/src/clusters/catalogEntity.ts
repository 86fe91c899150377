import { ANNOTATION_CLUSTER_ID } from '@fleetview/backstage-plugin-fleet-common';
import type {
  ClusterDescription,
  ClusterRegistration,
  Manifest,
} from './ClusterRegistration';
import { labelsOf } from './labelsOf';

/** The Resource that the cluster is in the catalog: what Fleet reads its attributes and owner from. */
export function catalogEntity(
  registration: ClusterDescription &
    Partial<
      Pick<
        ClusterRegistration,
        'server' | 'certificateAuthority' | 'clusterId' | 'authProvider'
      >
    >,
): Manifest {
  const { name, title, server, certificateAuthority, clusterId, authProvider } =
    registration;
  const annotations = {
    [ANNOTATION_CLUSTER_ID]: clusterId,
    'kubernetes.io/api-server': server,
    'kubernetes.io/api-server-certificate-authority':
      certificateAuthority &&
      Buffer.from(certificateAuthority).toString('base64'),
    'kubernetes.io/auth-provider': authProvider,
  };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      title,
      labels: labelsOf(registration),
      annotations,
    },
    spec: {
      type: 'kubernetes-cluster',
      owner: registration.owner,
      system: registration.system,
    },
  };
}
