import type { RootConfigService } from '@backstage/backend-plugin-api';
import type {
  KubernetesClustersSupplier,
  KubernetesServiceLocator,
} from '@backstage/plugin-kubernetes-node';

/** The plugin's own supplier; an empty one where its configuration names no locators, which alone it does not start on. */
export async function ownSupplier(
  config: RootConfigService,
  getDefault: () => Promise<KubernetesClustersSupplier>,
): Promise<KubernetesClustersSupplier> {
  return config.has('kubernetes.clusterLocatorMethods')
    ? getDefault()
    : { getClusters: async () => [] };
}

/** The plugin's own locator; one that names all clusters where its configuration names none. */
export async function ownLocator(
  config: RootConfigService,
  getDefault: () => Promise<KubernetesServiceLocator>,
  clusterSupplier: KubernetesClustersSupplier,
): Promise<KubernetesServiceLocator> {
  return config.has('kubernetes.serviceLocatorMethod')
    ? getDefault()
    : {
        getClustersByEntity: async (_entity, { credentials }) => ({
          clusters: await clusterSupplier.getClusters({ credentials }),
        }),
      };
}
