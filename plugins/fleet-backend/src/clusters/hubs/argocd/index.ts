import { SECRETS, type HubReader } from '../HubReader';
import { readEach } from '../readEach';
import { readClusterSecret } from './readClusterSecret';

const DEFAULT_NAMESPACE = 'argocd';

/** Clusters of an Argo CD: its cluster Secrets. */
export const argocdHub: HubReader = {
  reads: 'Secrets in its Argo CD namespace',
  role: 'argocd.yaml',
  async read({ hub, list }) {
    const secrets = await list(SECRETS, {
      namespace: hub.namespace ?? DEFAULT_NAMESPACE,
      labelSelector: 'argocd.argoproj.io/secret-type=cluster',
    });
    return readEach(hub, secrets, secret => readClusterSecret(secret, hub));
  },
};
