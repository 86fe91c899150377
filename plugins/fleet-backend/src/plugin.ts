import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { fleetPermissions } from '@fleetview/backstage-plugin-fleet-common';
import {
  fleetAdaptersExtensionPoint,
  fleetClusterSourcesExtensionPoint,
  type ClusterSource,
} from '@fleetview/backstage-plugin-fleet-node';
import { GuardedSource } from './clusters/guard/GuardedSource';
import { ToldClusters } from './clusters/guard/ToldClusters';
import { HubSource } from './clusters/hubs/HubSource';
import { readHubIdentity } from './clusters/hubs/readHubIdentity';
import { KubeconfigSource } from './clusters/kubeconfig/KubeconfigSource';
import { loadAdapters } from './collector/loadAdapters';
import { checkProcessTls } from './config/checkProcessTls';
import { readFleetConfig } from './config/readFleetConfig';
import { FleetEngine } from './FleetEngine';
import { FleetVitals } from './observability';
import { FleetSnapshots } from './read/fleet';
import { createRouter } from './routes/createRouter';
import { openDatabase } from './store/openDatabase';

/**
 * The fleet's backend: collects from clusters, keeps what they say, and serves
 * it.
 *
 * @public
 */
export const fleetPlugin = createBackendPlugin({
  pluginId: 'fleet',
  register(env) {
    const modulePaths: string[] = [];
    const sources: ClusterSource[] = [];
    env.registerExtensionPoint(fleetAdaptersExtensionPoint, {
      addAdapterModule(modulePath) {
        modulePaths.push(modulePath);
      },
    });
    env.registerExtensionPoint(fleetClusterSourcesExtensionPoint, {
      addClusterSource(source) {
        if (sources.some(({ id }) => id === source.id)) {
          throw new Error(
            `Two sources of clusters have the id '${source.id}'. Give one of them another.`,
          );
        }
        sources.push(source);
      },
    });
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        metrics: metricsServiceRef,
        tracing: tracingServiceRef,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init({
        config: rootConfig,
        database,
        httpRouter,
        lifecycle,
        metrics,
        permissionsRegistry,
        tracing,
        ...services
      }) {
        permissionsRegistry.addPermissions(fleetPermissions);
        const {
          config,
          sources: allowed,
          problems,
        } = readFleetConfig(rootConfig);
        const knex = await openDatabase(database);
        const abort = new AbortController();
        const files = new Set<string>();
        for (const { file, key, allowSkipTlsVerify } of config.kubeconfigs) {
          // The same file twice would be the same source twice.
          if (files.has(file)) continue;
          files.add(file);
          sources.push(
            KubeconfigSource.create({
              file,
              key,
              signal: abort.signal,
              exec: allowed.exec,
              ...(allowSkipTlsVerify ? { allowSkipTlsVerify } : {}),
            }),
          );
        }
        const told = new ToldClusters();
        for (const hub of allowed.hubs) {
          const source = HubSource.create({
            hub,
            hubs: told,
            identityOf: record => readHubIdentity({ knex, record }),
            signal: abort.signal,
          });
          if (sources.some(({ id }) => id === source.id)) {
            problems.push({
              key: hub.key,
              value: hub.cluster,
              message: 'is what an earlier entry reads; it is left out',
            });
            continue;
          }
          sources.push(source);
        }
        const vitals = FleetVitals.create({ metrics });
        const pages: { snapshots?: FleetSnapshots } = {};
        const engine = await FleetEngine.start({
          ...services,
          // While the news is on its way to pages, what they will ask for is read.
          signals: {
            publish: signal => {
              pages.snapshots?.revisionChanged();
              return services.signals.publish(signal);
            },
          },
          knex,
          config,
          adapters: loadAdapters(modulePaths),
          modulePaths,
          sources: sources.map(source =>
            GuardedSource.create({ source, network: allowed.network, told }),
          ),
          problems: [...problems, ...checkProcessTls(process.env)],
          metrics: vitals,
        });
        const snapshots = FleetSnapshots.create({
          knex,
          now: () => engine.now(),
          entities: () => engine.mirror.index(),
          metrics: vitals,
        });
        pages.snapshots = snapshots;
        vitals.observe(() => engine.gauges());
        vitals.observe(() => ({
          clustersByState: snapshots.held?.totals.reachability,
        }));
        lifecycle.addShutdownHook(async () => {
          abort.abort();
          await snapshots.stop();
          await engine.stop();
        });
        httpRouter.use(
          await createRouter({
            ...services,
            knex,
            engine,
            snapshots,
            tracing,
            vitals,
            now: () => engine.now(),
          }),
        );
      },
    });
  },
});
