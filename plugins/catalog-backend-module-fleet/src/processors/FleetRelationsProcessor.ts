import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_CLUSTER_ID,
  ANNOTATION_KUBERNETES_CLUSTER,
  isProvidedByFleet,
} from '@fleetview/backstage-plugin-fleet-common';
import type { EntityReferences } from './EntityReferences';

/** An entity that says that it depends on more says nothing. */
const MOST_CLUSTERS = 50;

/**
 * Ties entities to clusters: a Resource that somebody wrote of a cluster gets the
 * cluster's id, and where an operator wants it, what names a cluster depends on
 * it.
 */
export class FleetRelationsProcessor implements CatalogProcessor {
  readonly #references: Pick<EntityReferences, 'entityOf' | 'describedBy'>;
  readonly #hasDeclared: boolean;

  static create(options: {
    references: Pick<EntityReferences, 'entityOf' | 'describedBy'>;
    hasDeclaredRelations: boolean;
  }): FleetRelationsProcessor {
    return new FleetRelationsProcessor(options);
  }

  private constructor(
    options: Parameters<typeof FleetRelationsProcessor.create>[0],
  ) {
    this.#references = options.references;
    this.#hasDeclared = options.hasDeclaredRelations;
  }

  getProcessorName(): string {
    return 'FleetRelationsProcessor';
  }

  async preProcessEntity(entity: Entity): Promise<Entity> {
    const annotations = entity.metadata.annotations ?? {};
    if (
      entity.kind !== 'Resource' ||
      entity.spec?.type !== 'kubernetes-cluster' ||
      annotations[ANNOTATION_CLUSTER_ID] !== undefined ||
      isProvidedByFleet(entity)
    ) {
      return entity;
    }
    const clusterId = await this.#references.describedBy(
      stringifyEntityRef(entity),
    );
    if (clusterId === undefined) return entity;
    return {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: { ...annotations, [ANNOTATION_CLUSTER_ID]: clusterId },
      },
    };
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const declared =
      entity.metadata.annotations?.[ANNOTATION_KUBERNETES_CLUSTER];
    if (!this.#hasDeclared || !declared) return entity;
    const source = getCompoundEntityRef(entity);
    const targets = new Set<string>();
    for (const name of declared.split(',', MOST_CLUSTERS)) {
      const reference = await this.#references.entityOf(name.trim());
      if (reference) targets.add(reference);
    }
    targets.delete(stringifyEntityRef(entity));
    for (const reference of targets) {
      const target = parseEntityRef(reference);
      emit(
        processingResult.relation({
          type: RELATION_DEPENDS_ON,
          source,
          target,
        }),
      );
      emit(
        processingResult.relation({
          type: RELATION_DEPENDENCY_OF,
          source: target,
          target: source,
        }),
      );
    }
    return entity;
  }
}
