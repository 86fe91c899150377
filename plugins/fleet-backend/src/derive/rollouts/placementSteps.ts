import type {
  DeliveryFact,
  PlacementFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { toPlacementEvidence } from './memberEvidence';
import type { PlacementEvidence } from './types';

/** A placement as it was read from a hub. */
export type StoredPlacement = { observer: string; fact: PlacementFact };

/** By what placements are called on the hub that tells them. */
export function placementKey(
  observer: string,
  kind: string,
  namespace: string | undefined,
  name: string,
): string {
  return `${observer}/${kind}/${namespace ?? ''}/${name}`;
}

/** A placement that made a delivery, and how well it is known. */
type Base = { observer: string; fact: PlacementFact; isCurrent: boolean };

/** A set that names its deliveries, each with the step that it is in. */
export function ofSteps(base: Base, delivery: DeliveryFact): PlacementEvidence {
  const entry = base.fact.deliveries.find(
    ({ name, namespace }) =>
      name === delivery.name &&
      (namespace === undefined || namespace === delivery.namespace),
  );
  const step = Number(entry?.step) - 1;
  return toPlacementEvidence({
    ...base,
    steps: base.fact.steps.map(nameOfStep),
    ...(Number.isInteger(step) && step >= 0 && step < base.fact.steps.length
      ? { step }
      : {}),
    ...(entry?.status ? { status: entry.status } : {}),
    ...(entry?.message ? { statusMessage: entry.message } : {}),
  });
}

/** A step that selects by one value is called by it; any other by how it selects. */
function nameOfStep(step: string): string {
  const [selection] = step.split(', at most ');
  const [, value] = / In ([^, ]+)$/.exec(selection) ?? [];
  return value && !selection.includes(' and ') ? value : step;
}

/** A set that goes by the decision groups of its placement. */
export function ofDecisions(
  base: Base,
  delivery: DeliveryFact,
  known: {
    placements: ReadonlyMap<string, Pick<StoredPlacement, 'fact'>>;
    decisions: readonly StoredPlacement[];
  },
): PlacementEvidence {
  const { parent } = base.fact;
  const namespace = parent?.namespace ?? base.fact.namespace;
  const placement = parent
    ? known.placements.get(
        placementKey(base.observer, parent.kind, namespace, parent.name),
      )
    : undefined;
  const own = known.decisions.filter(
    ({ observer, fact }) =>
      observer === base.observer &&
      fact.parent?.name === parent?.name &&
      fact.parent?.namespace === namespace,
  );
  const groupOf = new Map<string, string>();
  for (const { fact } of own) {
    for (const { name, group } of fact.clusters ?? []) {
      if (group !== undefined) groupOf.set(name, group);
    }
  }
  const steps = orderedGroups(
    [...new Set(groupOf.values())],
    placement?.fact.steps ?? [],
  );
  const { subject } = delivery;
  const group =
    subject.type === 'reference' && subject.name !== undefined
      ? groupOf.get(subject.name)
      : undefined;
  const step = group === undefined ? -1 : steps.indexOf(group);
  return toPlacementEvidence({
    ...base,
    steps,
    ...(step < 0 ? {} : { step }),
  });
}

/** Groups in the order in which their placement lists them, then by name. */
function orderedGroups(groups: string[], stated: readonly string[]): string[] {
  const rankOf = (group: string) => {
    const rank = stated.findIndex(text => text.startsWith(`${group}: `));
    return rank === -1 ? stated.length : rank;
  };
  return groups.sort(
    (a, b) =>
      rankOf(a) - rankOf(b) || a.localeCompare(b, 'en', { numeric: true }),
  );
}
