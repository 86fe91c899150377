import fs from 'node:fs/promises';
import path from 'node:path';
import {
  createBackendModule,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  type EntityProvider,
} from '@backstage/plugin-catalog-node';
import { parse } from 'yaml';

const FOLDER = resolvePackagePath(
  '@fleetview/backstage-plugin-scaffolder-backend-module-fleet',
  'templates',
);

/**
 * The templates that come with Fleet. A location in the configuration would do, but for the
 * simulated company's, which has locations of its own in the place of those of the portal.
 */
const templates: EntityProvider = {
  getProviderName: () => 'fleet-templates',
  async connect(connection) {
    const entities: Entity[] = [];
    for (const name of await fs.readdir(FOLDER)) {
      const file = path.join(FOLDER, name);
      const entity: Entity = parse(await fs.readFile(file, 'utf8'));
      const location = `file:${file}`;
      entities.push({
        ...entity,
        metadata: {
          ...entity.metadata,
          annotations: {
            ...entity.metadata.annotations,
            'backstage.io/managed-by-location': location,
            'backstage.io/managed-by-origin-location': location,
          },
        },
      });
    }
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: 'fleet-templates',
      })),
    });
  },
};

/** The portal's templates. */
export default createBackendModule({
  pluginId: 'catalog',
  moduleId: 'portal-templates',
  register(registry) {
    registry.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addEntityProvider(templates);
      },
    });
  },
});
