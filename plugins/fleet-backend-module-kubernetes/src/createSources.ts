import type {
  AuthService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ClusterSource } from '@fleetview/backstage-plugin-fleet-node';
import { ConfiguredSource } from './ConfiguredSource';
import { ServerSideCredentials } from './credentials/ServerSideCredentials';
import { locateByCatalog } from './locators/locateByCatalog';
import { locateByGke, type GkeClient } from './locators/locateByGke';
import { RefreshedSource } from './RefreshedSource';
import { readMethods, type LocatorMethod } from './readMethods';

const CATALOG_REFRESH_MS = 60_000;
const GKE_REFRESH_MS = 5 * 60_000;

/**
 * One source for what stands in the configuration, and one for each locator that
 * asks somebody: a catalog or cloud that does not answer holds up nothing else.
 */
export function createSources(options: {
  config: RootConfigService;
  logger: LoggerService;
  catalog: Pick<CatalogService, 'getEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  signal: AbortSignal;
  credentials?: ServerSideCredentials;
  createGkeClient?: () => Promise<GkeClient>;
}): ClusterSource[] {
  const { config, catalog, auth, signal } = options;
  const credentials =
    options.credentials ?? ServerSideCredentials.create(options);
  let gke: Promise<GkeClient> | undefined;
  const gkeClient = () => {
    gke ??= (options.createGkeClient ?? createGkeClient)();
    return gke;
  };
  const ids = new Set<string>();
  const idOf = (wanted: string, index: number) => {
    const id = ids.has(wanted) ? `${wanted}:${index}` : wanted;
    ids.add(id);
    return id;
  };
  // Options of a method may change while the portal runs; which methods there are may not.
  const now = (method: LocatorMethod) =>
    readMethods(config).methods.find(
      ({ type, index }) => type === method.type && index === method.index,
    )?.method ?? method.method;
  const refreshed = readMethods(config).methods.flatMap(method => {
    const { key, index, type } = method;
    switch (type) {
      case 'catalog':
        return [
          RefreshedSource.create({
            id: idOf('kubernetes:catalog', index),
            title: 'Kubernetes plugin, catalog',
            key,
            refreshMs: CATALOG_REFRESH_MS,
            signal,
            locate: () =>
              locateByCatalog({
                method: now(method),
                key,
                catalog,
                auth,
                credentials,
              }),
          }),
        ];
      case 'gke':
        return [
          RefreshedSource.create({
            id: idOf(`kubernetes:gke:${method.method.projectId}`, index),
            title: `Kubernetes plugin, GKE project ${method.method.projectId}`,
            key,
            refreshMs: GKE_REFRESH_MS,
            signal,
            locate: async () =>
              locateByGke({
                method: now(method),
                key,
                client: await gkeClient(),
                credentials,
              }),
          }),
        ];
      default:
        return [];
    }
  });
  return [
    ConfiguredSource.create({ config, credentials, signal }),
    ...refreshed,
  ];
}

/** Google's client is large: loaded only where a locator needs it. */
async function createGkeClient(): Promise<GkeClient> {
  const {
    v1,
  }: typeof import('@google-cloud/container') = require('@google-cloud/container');
  return new v1.ClusterManagerClient() as unknown as GkeClient;
}
