import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CostQuery } from '@fleetview/backstage-plugin-fleet-common';
import { ownedBy } from '../../owned/ownedBy';

/** Whose costs are asked for. */
export type CostScope = Pick<CostQuery, 'owner' | 'system' | 'component'>;

/** What an entity's tab is about. */
export type Costed = {
  query: CostScope;
  /** Systems of the domain, where not all of them could be asked for. */
  cutAt?: number;
  /** True of a domain without systems, which owns nothing. */
  isEmpty: boolean;
};

/** A component its own costs; of systems, domains and groups those of what they own. */
export function costScope(entity: Entity): Costed {
  if (entity.kind.toLocaleLowerCase('en') !== 'component') {
    return ownedBy(entity);
  }
  const { name, namespace = DEFAULT_NAMESPACE } = entity.metadata;
  return {
    query: {
      component: [stringifyEntityRef({ kind: entity.kind, namespace, name })],
    },
    isEmpty: false,
  };
}

/** References that a scope is of. */
export function referencesOf(scope: CostScope): string[] {
  return [scope.owner, scope.system, scope.component].flatMap(
    references => references ?? [],
  );
}
