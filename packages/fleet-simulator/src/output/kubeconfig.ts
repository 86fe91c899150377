import { stringify } from 'yaml';
import { SimulatedCluster } from '../SimulatedCluster';

/** PEM as kubeconfig and the Kubernetes plugin want it. */
export function toBase64(pem: string): string {
  return Buffer.from(pem).toString('base64');
}

/** A kubeconfig with one context per cluster. @public */
export function renderKubeconfig(
  clusters: readonly SimulatedCluster[],
): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': clusters[0]?.name ?? '',
    clusters: clusters.map(({ name, url, caData }) => ({
      name,
      cluster: {
        server: url,
        ...(caData && { 'certificate-authority-data': toBase64(caData) }),
      },
    })),
    users: clusters.map(({ name, token }) => ({ name, user: { token } })),
    contexts: clusters.map(({ name }) => ({
      name,
      context: { cluster: name, user: name },
    })),
  });
}
