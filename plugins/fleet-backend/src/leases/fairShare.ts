/** How many clusters each living replica holds, and how many nobody does. */
export type Shares = { held: ReadonlyMap<string, number>; free: number };

/**
 * What one replica should do for all to hold the same: claim so many, or hand so
 * many back. Every replica works this out for itself from the same numbers, so
 * that together they move nothing twice: what is free goes to those that hold
 * least, and only where that leaves some with less than their share do those
 * that hold most hand back what is missing.
 */
export function fairShare(
  shares: Shares,
  self: string,
): { claim: number; handBack: number } {
  const held = new Map(shares.held);
  if (!held.has(self)) held.set(self, 0);
  const ids = [...held.keys()].sort();
  let claim = 0;
  for (let free = shares.free; free > 0; free -= 1) {
    const least = ids.reduce((a, b) => (count(b) < count(a) ? b : a));
    held.set(least, count(least) + 1);
    if (least === self) claim += 1;
  }
  const total = ids.reduce((all, id) => all + count(id), 0);
  const floor = Math.floor(total / ids.length);
  const ceiling = Math.ceil(total / ids.length);
  const sum = (of: (clusters: number) => number) =>
    ids.reduce((all, id) => all + Math.max(0, of(count(id))), 0);
  let missing = Math.max(
    sum(clusters => floor - clusters),
    sum(clusters => clusters - ceiling),
  );
  let handBack = 0;
  for (; missing > 0; missing -= 1) {
    const most = ids.reduce((a, b) => (count(b) > count(a) ? b : a));
    held.set(most, count(most) - 1);
    if (most === self) handBack += 1;
  }
  return { claim, handBack: claim > 0 ? 0 : handBack };

  function count(id: string): number {
    return held.get(id) ?? 0;
  }
}
