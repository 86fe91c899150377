import fs from 'node:fs/promises';
import path from 'node:path';
import {
  createBackendModule,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  type Entity,
} from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  processingResult,
  type CatalogProcessor,
  type EntityProvider,
} from '@backstage/plugin-catalog-node';
import {
  isTemplateEntityV1beta3,
  templateEntityV1beta3Validator,
} from '@backstage/plugin-scaffolder-common';
import { parse } from 'yaml';

const FOLDER = resolvePackagePath(
  '@fleetview/backstage-plugin-scaffolder-backend-module-fleet',
  'templates',
);

/** Lets the catalog take templates: by itself it knows no such kind. */
class TemplateKind implements CatalogProcessor {
  getProcessorName() {
    return 'TemplateKind';
  }

  async validateEntityKind(entity: Entity): Promise<boolean> {
    return templateEntityV1beta3Validator.check(entity);
  }

  async postProcessEntity(
    ...[entity, , emit]: Parameters<
      NonNullable<CatalogProcessor['postProcessEntity']>
    >
  ): Promise<Entity> {
    if (!isTemplateEntityV1beta3(entity) || !entity.spec.owner) return entity;
    const template = getCompoundEntityRef(entity);
    const owner = parseEntityRef(entity.spec.owner, {
      defaultKind: 'Group',
      defaultNamespace: template.namespace,
    });
    emit(
      processingResult.relation({
        source: template,
        type: RELATION_OWNED_BY,
        target: owner,
      }),
    );
    emit(
      processingResult.relation({
        source: owner,
        type: RELATION_OWNER_OF,
        target: template,
      }),
    );
    return entity;
  }
}

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
        processing.addProcessor(new TemplateKind());
        processing.addEntityProvider(templates);
      },
    });
  },
});
