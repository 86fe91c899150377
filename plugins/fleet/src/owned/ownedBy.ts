import {
  DEFAULT_NAMESPACE,
  RELATION_HAS_PART,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { ListRolloutsQuery } from '@fleetview/backstage-plugin-fleet-common';
import { entityRefOf } from '@fleetview/backstage-plugin-fleet-react';

/** References that one question may name. */
const MOST_REFERENCES = 50;

/** Whose releases an entity's tab shows. */
export interface Owned {
  query: Pick<ListRolloutsQuery, 'system' | 'owner'>;
  /** Systems of the domain, where not all of them could be asked for. */
  cutAt?: number;
  /** True of a domain without systems, which owns nothing. */
  isEmpty: boolean;
}

/**
 * What an entity owns: a system its components, a group those that it is the
 * owner of, and a domain those of its systems, by the catalog's relations.
 */
export function ownedBy(entity: Entity): Owned {
  const reference = refOf(entity);
  switch (entity.kind.toLocaleLowerCase('en')) {
    case 'system':
      return { query: { system: [reference] }, isEmpty: false };
    case 'domain':
      return ofDomain(entity);
    default:
      return { query: { owner: [reference] }, isEmpty: false };
  }
}

function ofDomain(entity: Entity): Owned {
  const parts = (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_HAS_PART)
    .map(({ targetRef }) => entityRefOf(targetRef))
    .filter(target => target?.kind.toLocaleLowerCase('en') === 'system')
    .flatMap(target => (target ? stringifyEntityRef(target) : []));
  const systems = [...new Set(parts)].sort();
  return {
    query: { system: systems.slice(0, MOST_REFERENCES) },
    ...(systems.length > MOST_REFERENCES ? { cutAt: MOST_REFERENCES } : {}),
    isEmpty: systems.length === 0,
  };
}

function refOf({ kind, metadata }: Entity): string {
  return stringifyEntityRef({
    kind,
    namespace: metadata.namespace ?? DEFAULT_NAMESPACE,
    name: metadata.name,
  });
}
