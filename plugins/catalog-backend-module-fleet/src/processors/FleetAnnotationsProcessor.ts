import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import { ENTITY_STATUS_CATALOG_PROCESSING_TYPE } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import { InputError, serializeError } from '@backstage/errors';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import { findAnnotationProblems } from './findAnnotationProblems';

/**
 * Says on an entity's page what is wrong with its annotations of Fleet.
 *
 * An error that a processor throws or emits keeps the catalog from taking the
 * entity over: a component would stay as it was, or never appear, for a mistake
 * in an annotation. So what is wrong is a status of the entity, of the kind that
 * the catalog makes of such errors, and pages show alike.
 */
export class FleetAnnotationsProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'FleetAnnotationsProcessor';
  }

  async postProcessEntity(entity: Entity): Promise<Entity> {
    const problems = findAnnotationProblems(entity);
    if (problems.length === 0) return entity;
    const { status } = entity as AlphaEntity;
    const own = problems.map(message => ({
      type: ENTITY_STATUS_CATALOG_PROCESSING_TYPE,
      level: 'error' as const,
      message: `InputError: ${message}`,
      error: serializeError(new InputError(message)),
    }));
    return {
      ...entity,
      status: { ...status, items: [...(status?.items ?? []), ...own] },
    } as Entity;
  }
}
