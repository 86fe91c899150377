import type { BindingOutcome } from '../mapping/BindingOutcome';
import { decide, withOthers, type Ranked } from '../mapping/decide';
import type { EntityIndex } from '../mapping/EntityIndex';
import type { NamespaceOwner } from '../mapping/namespaceOwners';
import type { StoredDelivery } from './stored';

/**
 * What a delivery is bound to holds for what it brings and nothing else claims.
 * It stops at deliveries that it brings: what those bring is theirs, bound or not.
 */
export function inherit(options: {
  bringers: readonly StoredDelivery[];
  bindings: ReadonlyMap<string, BindingOutcome>;
  entities: EntityIndex;
  owner: NamespaceOwner | undefined;
}): BindingOutcome {
  const { bindings, entities, owner } = options;
  const found = new Map<string, Ranked>();
  for (const bringer of withoutParents(options.bringers)) {
    const outcome = bindings.get(bringer.id);
    if (outcome?.type !== 'bound' || found.has(outcome.entityRef)) continue;
    const { kind, name } = bringer.fact;
    found.set(outcome.entityRef, {
      entity: entities.byRef.get(outcome.entityRef) ?? {
        ref: outcome.entityRef,
        annotations: {},
      },
      evidence: `brought by ${kind} ${name}, which is bound to it`,
      rank: [0, 0],
    });
  }
  const ranked = [...found.values()].sort((a, b) =>
    a.entity.ref < b.entity.ref ? -1 : 1,
  );
  const { outcome, lost } = decide('inherited', ranked, owner);
  return withOthers(outcome, lost);
}

/** Those deliveries that bring none of the others. */
function withoutParents(
  bringers: readonly StoredDelivery[],
): readonly StoredDelivery[] {
  if (bringers.length < 2) return bringers;
  const nearest = bringers.filter(
    parent =>
      !bringers.some(
        child =>
          child !== parent &&
          brings(parent, child) &&
          // Two that bring each other are neither's parent.
          !brings(child, parent),
      ),
  );
  return nearest.length > 0 ? nearest : bringers;
}

function brings(parent: StoredDelivery, child: StoredDelivery): boolean {
  const { kind, namespace = '', name } = child.fact;
  return (
    parent.observer === child.observer &&
    parent.fact.brings.resources.some(
      each =>
        each.kind === kind &&
        each.name === name &&
        (each.namespace ?? '') === namespace,
    )
  );
}
