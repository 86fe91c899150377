import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { scaffolderServiceRef } from '@backstage/plugin-scaffolder-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  fleetAdaptersExtensionPoint,
  fleetClusterSourcesExtensionPoint,
  fleetCredentialsServiceRef,
  fleetServiceRef,
  type ClusterSource,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  fleetClusterPermissionResourceRef,
  fleetAllocationPermissionResourceRef,
  fleetFindingPermissionResourceRef,
  fleetInstancePermissionResourceRef,
  fleetPromotionPermissionResourceRef,
} from '@fleetview/backstage-plugin-fleet-node/permissions';
import { ActingClients, Actions, RunFollower } from './actions';
import { DatabaseAuditTrail, startAudit } from './audit';
import { AuditEventIntake } from './auditEvents';
import { ClusterCredentials } from './clusters/credentials/ClusterCredentials';
import { GuardedSource } from './clusters/guard/GuardedSource';
import { ToldClusters } from './clusters/guard/ToldClusters';
import { HubSource } from './clusters/hubs/HubSource';
import { readHubIdentity } from './clusters/hubs/readHubIdentity';
import { KubeconfigSource } from './clusters/kubeconfig/KubeconfigSource';
import { loadAdapters } from './collector/loadAdapters';
import { checkProcessTls } from './config/checkProcessTls';
import { KEEP_DAYS, readFleetConfig } from './config/readFleetConfig';
import { FleetEngine } from './FleetEngine';
import { newReplicaId } from './leases/newReplicaId';
import { LiveReaders } from './live/LiveReaders';
import { CappedLogger, FleetVitals } from './observability';
import { operatorNames } from './permissions/operatorNames';
import { registerPermissions } from './permissions/registerPermissions';
import {
  askTarget,
  OF_THE_FLEET,
  PromotionDriver,
  PromotionPreflight,
  readWorld,
  ScaffolderTasks,
} from './promotions';
import { FleetSnapshots, FleetViews } from './read/fleet';
import { AUDIT_EVENTS_PATH } from './routes/auditEventsRouter';
import { createRouter } from './routes/createRouter';
import { openDatabase } from './store/openDatabase';
import { readSigningKey } from './store/readSigningKey';
import { registerTools } from './tools/registerTools';
import { CandidateAsker, ClusterAsker } from './verify';

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
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        credentials: fleetCredentialsServiceRef,
        database: coreServices.database,
        fleet: fleetServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        metrics: metricsServiceRef,
        tracing: tracingServiceRef,
        logger: coreServices.logger,
        // Asks its backend only when something is sent: a portal without one starts as well.
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        // The same: it is asked where a template proposes changes.
        scaffolder: scaffolderServiceRef,
        signals: signalsServiceRef,
      },
      async init({
        actionsRegistry,
        auditor,
        config: rootConfig,
        credentials,
        database,
        fleet,
        httpRouter,
        lifecycle,
        metrics,
        permissionsRegistry,
        scaffolder,
        tracing,
        ...services
      }) {
        const {
          config,
          sources: allowed,
          problems,
        } = readFleetConfig(rootConfig);
        const knex = await openDatabase(database);
        const replica = newReplicaId();
        const audit = DatabaseAuditTrail.create({
          knex,
          auditor,
          logger: services.logger,
          replica,
        });
        const keepDays = config.audit?.keepDays ?? KEEP_DAYS;
        await startAudit({ knex, audit, replica, keepDays });
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
            audit,
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
        const pages: { snapshots?: FleetSnapshots; readers?: LiveReaders } = {};
        const engine = await FleetEngine.start({
          ...services,
          // While the news is on its way to pages, what they will ask for is read.
          signals: {
            publish: async ({ message }) => {
              pages.snapshots?.revisionChanged();
              await pages.readers?.publish({
                revision: Number(message.revision),
              });
            },
          },
          knex,
          audit,
          replica,
          config,
          adapters: loadAdapters(modulePaths),
          modulePaths,
          sources: sources.map(source =>
            GuardedSource.create({ source, network: allowed.network, told }),
          ),
          problems: [...problems, ...checkProcessTls(process.env)],
          metrics: vitals,
        });
        const endCredentials = credentials.provide(
          ClusterCredentials.create({
            records: () => engine.registry.records(),
          }),
        );
        const clients = new ActingClients({
          registry: engine.registry,
          config: config.act ?? [],
        });
        const follower = new RunFollower({
          knex,
          audit,
          logger: services.logger,
          clients,
          adapters: engine.adapters,
          holder: replica,
          now: () => engine.now(),
        });
        follower.start();
        const snapshots = FleetSnapshots.create({
          knex,
          now: () => engine.now(),
          entities: () => engine.mirror.index(),
          metrics: vitals,
        });
        pages.snapshots = snapshots;
        const namesOf = (clusterId: string) =>
          operatorNames(engine.registry.get(clusterId));
        registerPermissions({ permissionsRegistry, knex, namesOf });
        registerTools({
          registry: actionsRegistry,
          auth: services.auth,
          fleet,
          now: () => engine.now(),
        });
        const views = new FleetViews({
          knex,
          snapshots,
          entities: () => engine.mirror.index(),
          namesOf,
        });
        const readers = new LiveReaders({
          signals: services.signals,
          snapshots,
          views,
          logger: CappedLogger.create({ logger: services.logger }),
        });
        pages.readers = readers;
        const auditEvents = AuditEventIntake.create({
          knex,
          logger: CappedLogger.create({ logger: services.logger }),
          drift: engine.drift,
          clusters: () => engine.registry.clusters(),
          now: () => engine.now(),
        });
        if (!auditEvents.webhooks.isEmpty) {
          // API servers show tokens of their own, which the router looks at.
          httpRouter.addAuthPolicy({
            path: AUDIT_EVENTS_PATH,
            allow: 'unauthenticated',
          });
        }
        vitals.observe(() => engine.gauges());
        vitals.observe(() => ({
          clustersByState: snapshots.held?.totals.reachability,
        }));
        const { template, preflightChecks } = engine.promotions;
        const asker = new ClusterAsker({ registry: engine.registry });
        const preflight = new PromotionPreflight({
          now: () => engine.now(),
          ask: async target =>
            askTarget({
              preflighting: {
                ...OF_THE_FLEET,
                context: { knex, now: engine.now() },
                asker,
                clients,
                audit,
                now: () => engine.now(),
              },
              target,
              checks: preflightChecks,
            }),
        });
        const driver = new PromotionDriver({
          knex,
          logger: CappedLogger.create({ logger: services.logger }),
          holder: replica,
          now: () => engine.now(),
          worldOf: async entityRef => ({
            ...(await readWorld(
              { knex, now: engine.now() },
              {
                entityRef,
                fleet: await snapshots.latest(),
                config: engine.promotions,
                cost: engine.costs,
                namesOf: id => operatorNames(engine.registry.get(id)),
              },
            )),
            preflight,
          }),
          ...(template === undefined
            ? {}
            : {
                tasks: ScaffolderTasks.create({
                  scaffolder,
                  auth: services.auth,
                  template,
                }),
              }),
        });
        driver.start();
        lifecycle.addShutdownHook(async () => {
          abort.abort();
          endCredentials();
          await driver.stop();
          await readers.stop();
          await follower.stop();
          await clients.close();
          await snapshots.stop();
          await auditEvents.stop();
          await engine.stop();
        });
        httpRouter.use(
          await createRouter({
            ...services,
            knex,
            audit,
            actions: new Actions({
              audit,
              clients,
              holder: replica,
              onStarted: run => follower.follow(run),
            }),
            asker,
            candidates: new CandidateAsker({
              network: allowed.network,
              credentials: config.candidates ?? [],
            }),
            keepAuditDays: keepDays,
            ...(auditEvents.webhooks.isEmpty ? {} : { auditEvents }),
            engine,
            snapshots,
            views,
            readers,
            rules: {
              clusters: permissionsRegistry.getPermissionRuleset(
                fleetClusterPermissionResourceRef,
              ),
              instances: permissionsRegistry.getPermissionRuleset(
                fleetInstancePermissionResourceRef,
              ),
              findings: permissionsRegistry.getPermissionRuleset(
                fleetFindingPermissionResourceRef,
              ),
              allocations: permissionsRegistry.getPermissionRuleset(
                fleetAllocationPermissionResourceRef,
              ),
              promotions: permissionsRegistry.getPermissionRuleset(
                fleetPromotionPermissionResourceRef,
              ),
              showOwnerless: config.permissions.showOwnerless,
            },
            cursorKey: await readSigningKey({ knex, name: 'cursor' }),
            tellsHidden: config.permissions.tellHidden,
            tracing,
            vitals,
            now: () => engine.now(),
          }),
        );
      },
    });
  },
});
