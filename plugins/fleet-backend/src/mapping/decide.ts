import {
  CANDIDATES_KEPT,
  LOST_KEPT,
  type BindingOutcome,
  type BindingRule,
  type LostCandidate,
} from './BindingOutcome';
import type { MirroredEntity } from './MirroredEntity';
import { isOwnedBy, type NamespaceOwner } from './namespaceOwners';

/** A candidate of one rule. */
export type Ranked = {
  entity: MirroredEntity;
  evidence: string;
  /** How exactly it names the place, and then itself; undefined for one that names another place. */
  rank: readonly [place: number, precision: number] | undefined;
};

/**
 * Decides between the candidates of one rule. Where somebody owns the namespace,
 * his are the ones that count: what anybody else writes into the catalog neither
 * takes something away nor makes it ambiguous.
 *
 * @param ranked - each entity once, by name
 */
export function decide(
  rule: BindingRule,
  ranked: readonly Ranked[],
  owner: NamespaceOwner | undefined,
): { outcome: BindingOutcome; lost: LostCandidate[] } {
  const here = ranked.filter(({ rank }) => rank !== undefined);
  const rightful = owner
    ? here.filter(({ entity }) => isOwnedBy(entity, owner))
    : here;
  const allowed = rightful.length > 0 ? rightful : here;
  const best = allowed.reduce<Ranked['rank']>(
    (known, { rank }) => (compareRanks(rank, known) > 0 ? rank : known),
    undefined,
  );
  const left = allowed.filter(({ rank }) => compareRanks(rank, best) === 0);
  const [winning, admitted] = [new Set(left), new Set(allowed)];
  const lost = ranked.flatMap((candidate): LostCandidate[] => {
    if (winning.has(candidate)) return [];
    const { entity, evidence, rank } = candidate;
    let reason: LostCandidate['lost'] = 'less-specific';
    if (!rank) reason = 'elsewhere';
    else if (!admitted.has(candidate)) reason = 'other-owner';
    return [{ entityRef: entity.ref, rule, evidence, lost: reason }];
  });
  return { outcome: outcomeOf(rule, best ? left : [], owner), lost };
}

function outcomeOf(
  rule: BindingRule,
  left: readonly Ranked[],
  owner: NamespaceOwner | undefined,
): BindingOutcome {
  const [only, ...others] = left;
  if (!only) return { type: 'unbound' };
  if (others.length > 0) {
    const more = left.length - CANDIDATES_KEPT;
    return {
      type: 'ambiguous',
      candidates: left
        .slice(0, CANDIDATES_KEPT)
        .map(({ entity }) => entity.ref),
      rule,
      ...(more > 0 ? { more } : {}),
    };
  }
  const { entity, evidence } = only;
  const tie = { entityRef: entity.ref, rule, evidence };
  return !owner || isOwnedBy(entity, owner)
    ? { type: 'bound', ...tie }
    : {
        type: 'contested',
        ...tie,
        namespaceOwner: owner.owners[0],
        pattern: owner.pattern,
      };
}

function compareRanks(a: Ranked['rank'], b: Ranked['rank']): number {
  if (!a || !b) return Number(Boolean(a)) - Number(Boolean(b));
  return a[0] - b[0] || a[1] - b[1];
}

/** An outcome with the candidates that lost, of each entity the strongest, and no more than are kept. */
export function withOthers(
  outcome: BindingOutcome,
  others: readonly LostCandidate[],
): BindingOutcome {
  if (outcome.type === 'unbound') return outcome;
  const chosen = new Set(
    outcome.type === 'ambiguous' ? outcome.candidates : [outcome.entityRef],
  );
  const kept = new Map<string, LostCandidate>();
  for (const other of others) {
    if (kept.size === LOST_KEPT) break;
    if (!chosen.has(other.entityRef) && !kept.has(other.entityRef)) {
      kept.set(other.entityRef, other);
    }
  }
  return kept.size > 0 ? { ...outcome, others: [...kept.values()] } : outcome;
}
