import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  kubernetesAuthStrategyExtensionPoint,
  kubernetesClusterSupplierExtensionPoint,
  kubernetesFetcherExtensionPoint,
  kubernetesServiceLocatorExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import {
  fleetCredentialsServiceRef,
  fleetServiceRef,
} from '@fleetview/backstage-plugin-fleet-node';
import { FleetClusters } from './clusters/FleetClusters';
import { FleetClusterSupplier } from './clusters/FleetClusterSupplier';
import { addStrategies } from './credentials/addStrategies';
import { CredentialMarks } from './credentials/CredentialMarks';
import { FleetCredentialSource } from './credentials/FleetCredentialSource';
import { FleetStrategy } from './credentials/FleetStrategy';
import { FleetFetcher } from './fetch/FleetFetcher';
import { ComponentPlaces } from './locate/ComponentPlaces';
import { FleetServiceLocator } from './locate/FleetServiceLocator';
import { ownLocator, ownSupplier } from './ownParts';
import { readShare } from './readShare';
import { SparseLog } from './SparseLog';
import { words } from './words';

/**
 * Hands the fleet's clusters to the Kubernetes plugin, and lets it ask only those
 * on which a component runs.
 *
 * @public
 */
export const kubernetesModuleFleet = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'fleet',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        authStrategies: kubernetesAuthStrategyExtensionPoint,
        clusterSuppliers: kubernetesClusterSupplierExtensionPoint,
        config: coreServices.rootConfig,
        credentials: fleetCredentialsServiceRef,
        fetchers: kubernetesFetcherExtensionPoint,
        fleet: fleetServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        serviceLocators: kubernetesServiceLocatorExtensionPoint,
      },
      async init({ auth, config, credentials, fleet, logger, ...points }) {
        const share = readShare(config);
        const log = SparseLog.create({ logger });
        const clusters = FleetClusters.create({ fleet, auth, log });
        points.lifecycle.addStartupHook(() => clusters.start());
        points.lifecycle.addShutdownHook(() => clusters.stop());

        const marks = new CredentialMarks();
        const source = FleetCredentialSource.create({
          clusters,
          credentials,
          share,
        });
        addStrategies({
          authStrategies: points.authStrategies,
          fleet: FleetStrategy.create({ source, marks, log }),
          source,
          config,
          logger,
        });
        try {
          points.fetchers.addFetcher(async ({ getDefault }) =>
            FleetFetcher.create({ own: await getDefault(), marks }),
          );
        } catch (error) {
          // There can be one. Without ours, a cluster without a credential answers 401 instead of saying why.
          logger.warn(
            "Another module fetches for the Kubernetes plugin; errors of the fleet's clusters say less",
            { reason: words(error) },
          );
        }
        points.clusterSuppliers.addClusterSupplier(async ({ getDefault }) =>
          FleetClusterSupplier.create({
            own: await ownSupplier(config, getDefault),
            clusters,
            share,
            log,
          }),
        );
        points.serviceLocators.addServiceLocator(
          async ({ getDefault, clusterSupplier }) =>
            FleetServiceLocator.create({
              own: await ownLocator(config, getDefault, clusterSupplier),
              clusters,
              places: ComponentPlaces.create({ fleet }),
              log,
            }),
        );
      },
    });
  },
});
