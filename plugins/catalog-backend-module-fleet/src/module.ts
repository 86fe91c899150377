import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { fleetServiceRef } from '@fleetview/backstage-plugin-fleet-node';
import { EntityReferences } from './processors/EntityReferences';
import { FleetAnnotationsProcessor } from './processors/FleetAnnotationsProcessor';
import { FleetRelationsProcessor } from './processors/FleetRelationsProcessor';
import { FleetEntityProvider } from './provider/FleetEntityProvider';
import { readProviderConfig } from './readProviderConfig';
import { openDatabase } from './store/openDatabase';

/**
 * The clusters of the fleet as entities of the catalog, the relations of
 * components to them, and messages on what is wrong in annotations of Fleet.
 *
 * @public
 */
export const catalogModuleFleet = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'fleet',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        fleet: fleetServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ config: root, database, processing, ...services }) {
        const config = readProviderConfig(root);
        const knex = await openDatabase(database);
        processing.addEntityProvider(
          FleetEntityProvider.create({ ...services, config, knex }),
        );
        processing.addProcessor(
          FleetRelationsProcessor.create({
            references: EntityReferences.create({ knex }),
            hasDeclaredRelations: config.hasDeclaredRelations,
          }),
          new FleetAnnotationsProcessor(),
        );
      },
    });
  },
});
