import {
  ANNOTATION_ORIGIN_LOCATION,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';

/**
 * What all annotations and labels of Fleet's own begin with.
 *
 * @public
 */
export const FLEET_ANNOTATION_PREFIX = 'fleet.backstage.io/';

/**
 * The id of the cluster that a Resource of type `kubernetes-cluster` is.
 *
 * @public
 */
export const ANNOTATION_CLUSTER_ID = 'fleet.backstage.io/cluster-id';

/**
 * What a Group, System, Component or cluster's Resource may spend, e.g. `1200 EUR` or
 * `9000 EUR per quarter`; read by `parseBudget`.
 *
 * @public
 */
export const ANNOTATION_BUDGET = 'fleet.backstage.io/budget';

/**
 * Per cent of the budget at which somebody is told, separated by commas.
 *
 * @public
 */
export const ANNOTATION_BUDGET_THRESHOLDS =
  'fleet.backstage.io/budget-thresholds';

/**
 * Attributes of a cluster that its Resource states, each as a label or an
 * annotation below the prefix. The owner is the entity's own.
 *
 * @public
 */
export const CLUSTER_ATTRIBUTE_NAMES = [
  'region',
  'zone',
  'environment',
  'provider',
  'tier',
] as const;

/**
 * The type of the location of entities that Fleet itself provides.
 *
 * @public
 */
export const FLEET_LOCATION_TYPE = 'fleet';

/**
 * Whether Fleet itself provides an entity. It is no evidence of anything then:
 * it says what Fleet said. Nobody else can write it, because the catalog sets the
 * annotation for what it reads from elsewhere.
 *
 * @public
 */
export function isProvidedByFleet(entity: Entity): boolean {
  const origin = entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
  if (origin === undefined) return false;
  try {
    return parseLocationRef(origin).type === FLEET_LOCATION_TYPE;
  } catch {
    return false;
  }
}
