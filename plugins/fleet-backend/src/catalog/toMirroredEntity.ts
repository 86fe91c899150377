import {
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import {
  MAPPING_ANNOTATIONS,
  type MirroredEntity,
} from '../mapping/EntityIndex';

/** What mapping needs of a catalog entity. */
export function toMirroredEntity(entity: Entity): MirroredEntity {
  const relation = (type: string, kind: string) =>
    entity.relations?.find(
      candidate =>
        candidate.type === type &&
        parseEntityRef(candidate.targetRef).kind === kind,
    )?.targetRef;
  const annotations: Record<string, string> = {};
  for (const key of MAPPING_ANNOTATIONS) {
    const value = entity.metadata.annotations?.[key];
    if (value) annotations[key] = value;
  }
  const owner =
    relation(RELATION_OWNED_BY, 'group') ?? relation(RELATION_OWNED_BY, 'user');
  const system = relation(RELATION_PART_OF, 'system');
  // The catalog bounds no title; one that no column takes would cost all entities.
  const title = boundedName(entity.metadata.title ?? '').slice(0, 253);
  return {
    ref: stringifyEntityRef(entity),
    ...(title ? { title } : {}),
    ...(owner ? { owner } : {}),
    ...(system ? { system } : {}),
    annotations,
  };
}
