import {
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_NAMESPACE,
} from '@fleetview/backstage-plugin-fleet-common';
import { isDelivery, type Bindable } from './Bindable';
import type { BindingOutcome, LostCandidate } from './BindingOutcome';
import { decide, withOthers, type Ranked } from './decide';
import type { EntityIndex, MirroredEntity } from './EntityIndex';
import type { NamespaceOwner } from './namespaceOwners';
import { RULES, type Rule } from './rules';

export type { Bindable } from './Bindable';
export {
  BINDING_RULES,
  type BindingOutcome,
  type BindingRule,
} from './BindingOutcome';

/**
 * Binds by the object's own evidence. A stronger rule beats a weaker one; within a
 * rule an entity that names cluster and namespace beats one that names a
 * namespace, that beats one that names neither, and among those that name the same
 * the one that is meant most exactly wins. Two that are left are ambiguous.
 *
 * @param clusterNames - what sources call the cluster that it is on
 * @param owner - whom its namespace belongs to, where that is configured
 */
export function bindByEvidence(
  bindable: Bindable,
  clusterNames: readonly string[],
  index: EntityIndex,
  owner?: NamespaceOwner,
): BindingOutcome {
  let outcome: BindingOutcome = { type: 'unbound' };
  const others: LostCandidate[] = [];
  for (const rule of RULES) {
    const ranked = rankAll(rule, bindable, clusterNames, index);
    if (ranked.length === 0) continue;
    if (outcome.type === 'unbound') {
      const decided = decide(rule.id, ranked, owner);
      outcome = decided.outcome;
      others.push(...decided.lost);
    } else {
      others.push(
        ...ranked.map(({ entity, evidence, rank }) => ({
          entityRef: entity.ref,
          rule: rule.id,
          evidence,
          lost: rank ? ('weaker-rule' as const) : ('elsewhere' as const),
        })),
      );
    }
  }
  return withOthers(outcome, others);
}

/** What a rule finds, each entity once, by name, with how exactly it is meant. */
function rankAll(
  rule: Rule,
  bindable: Bindable,
  clusterNames: readonly string[],
  index: EntityIndex,
): Ranked[] {
  const byRef = new Map<string, Ranked>();
  for (const { entity, evidence, precision = 0 } of rule.find(
    bindable,
    index,
  )) {
    const place = placeRank(rule, entity, bindable, clusterNames);
    const rank: Ranked['rank'] =
      place === undefined ? undefined : [place, precision];
    const known = byRef.get(entity.ref);
    if (!known || isBetter({ rank, evidence }, known)) {
      byRef.set(entity.ref, { entity, evidence, rank });
    }
  }
  return [...byRef.values()].sort((a, b) =>
    a.entity.ref < b.entity.ref ? -1 : 1,
  );
}

/** What is meant more exactly; else the same for any order in which it was found. */
function isBetter(
  a: Pick<Ranked, 'rank' | 'evidence'>,
  b: Pick<Ranked, 'rank' | 'evidence'>,
): boolean {
  if (!a.rank || !b.rank) return Boolean(a.rank) && !b.rank;
  return (
    (a.rank[0] - b.rank[0] ||
      a.rank[1] - b.rank[1] ||
      (a.evidence < b.evidence ? 1 : -1)) > 0
  );
}

/** 0, 1 or 2 by what the entity names and matches; undefined when it names another place. */
function placeRank(
  rule: Rule,
  { annotations }: MirroredEntity,
  bindable: Bindable,
  clusterNames: readonly string[],
): number | undefined {
  const namespace = annotations[ANNOTATION_KUBERNETES_NAMESPACE];
  const cluster = annotations[ANNOTATION_KUBERNETES_CLUSTER];
  const hasOwnNamespace = !isDelivery(bindable);
  if (cluster && !clusterNames.includes(cluster)) return undefined;
  if (
    namespace &&
    hasOwnNamespace &&
    !rule.ignoresNamespace &&
    namespace !== bindable.namespace
  ) {
    return undefined;
  }
  return (cluster ? 1 : 0) + (namespace && hasOwnNamespace ? 1 : 0);
}

/** The entities that would claim something if they did not name another place, by name. */
export function missedBy(
  bindable: Bindable,
  clusterNames: readonly string[],
  index: EntityIndex,
): Pick<Ranked, 'entity' | 'evidence'>[] {
  return RULES.flatMap(rule =>
    rankAll(rule, bindable, clusterNames, index).filter(({ rank }) => !rank),
  );
}
