import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_BUDGET,
  ANNOTATION_BUDGET_THRESHOLDS,
  ANNOTATION_CLUSTER_ID,
  isProvidedByFleet,
} from '@fleetview/backstage-plugin-fleet-common';
import type { BudgetTarget } from '../../config/costSchema';
import { storableText } from '../../derive/storableText';
import { statedOfCluster } from '../statedOfCluster';

/** The columns take so much; nothing as long is a budget. */
const LONGEST = 128;
const LONGEST_REF = 253;

const TARGETS: Partial<Record<string, BudgetTarget>> = {
  group: 'owner',
  system: 'system',
  component: 'component',
};

/** What an entity says that it may spend, in its own words. */
export type BudgetClaim = {
  ref: string;
  target: BudgetTarget;
  /** Its own reference, or the id of the cluster that it is. */
  key: string;
  value: string;
  thresholds?: string;
};

/**
 * The budget that an entity states of itself: nothing in it can name anything else. A
 * Resource states that of the cluster that it is.
 */
export function budgetClaimOf(entity: Entity): BudgetClaim | undefined {
  const value = textOf(entity, ANNOTATION_BUDGET);
  if (value === undefined || isProvidedByFleet(entity)) return undefined;
  const ref = stringifyEntityRef(entity);
  if (ref.length > LONGEST_REF) return undefined;
  const thresholds = textOf(entity, ANNOTATION_BUDGET_THRESHOLDS);
  const claim = {
    ref,
    value,
    ...(thresholds === undefined ? {} : { thresholds }),
  };
  const target = TARGETS[entity.kind.toLocaleLowerCase('en')];
  if (target) return { ...claim, target, key: ref };
  const clusterId = statedOfCluster(entity).annotations[ANNOTATION_CLUSTER_ID];
  return clusterId === undefined
    ? undefined
    : { ...claim, target: 'cluster', key: clusterId };
}

function textOf({ metadata }: Entity, key: string): string | undefined {
  const { annotations } = metadata;
  if (!annotations || !Object.hasOwn(annotations, key)) return undefined;
  const value: unknown = annotations[key];
  // What is no text is said to be no budget, as what is wrong otherwise is.
  return storableText(typeof value === 'string' ? value.slice(0, LONGEST) : '');
}
