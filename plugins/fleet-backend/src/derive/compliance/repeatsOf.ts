import { repeatedPods } from '@fleetview/backstage-plugin-fleet-common';
import type { StoredFinding } from './types';

/**
 * What is told of a thing and of what made it, with what it repeats. Both are current or
 * not by the same: what can be confirmed is not counted with what cannot.
 */
export function repeatsOf(
  findings: readonly StoredFinding[],
): Map<StoredFinding, StoredFinding> {
  const alike = new Map<string, StoredFinding[]>();
  for (const finding of findings) {
    const key = originKey(finding);
    const known = alike.get(key);
    if (known) known.push(finding);
    else alike.set(key, [finding]);
  }
  const repeats = new Map<StoredFinding, StoredFinding>();
  for (const told of alike.values()) {
    const stored = new Map(told.map(finding => [finding.fact, finding]));
    for (const [fact, repeated] of repeatedPods([...stored.keys()])) {
      const finding = stored.get(fact);
      const maker = stored.get(repeated);
      if (finding && maker) repeats.set(finding, maker);
    }
  }
  return repeats;
}

function originKey({ origin }: StoredFinding): string {
  const { observer, adapter, group, kind, sourceNamespace } = origin;
  return JSON.stringify([
    observer,
    adapter,
    group,
    kind,
    sourceNamespace,
    origin.subjectReference,
    origin.unreadable !== null,
  ]);
}
