/** A line that is drawn, by its number among those drawn, and where it is drawn. */
export type SlottedLine = { place: number; slot: number };

/**
 * Gives each line that is drawn a slot, and the slot of one that leaves to one that
 * comes: what was drawn there is drawn over, and neither thrown away nor made anew.
 *
 * In the document slots stay where they are while it is scrolled, or a line that
 * comes in above would have all others moved. As soon as it rests they are put in
 * the order of their lines, for whoever reads from one to the next.
 */
export class LineSlots {
  #slots = new Map<string, number>();
  /** Slots as they stand in the document. */
  #order: number[] = [];

  /**
   * The lines as they stand in the document.
   *
   * @param keys - what tells lines apart, in the order of the lines
   * @param rests - whether they may be put in order
   */
  assign(keys: readonly string[], rests: boolean): SlottedLine[] {
    const slots = this.#slotsOf(keys);
    this.#slots = new Map(keys.map((key, place) => [key, slots[place]]));
    if (rests) this.#order = slots;
    const placeOf = new Map(slots.map((slot, place) => [slot, place]));
    const order = this.#order.filter(slot => placeOf.has(slot));
    const known = new Set(order);
    order.push(...slots.filter(slot => !known.has(slot)));
    // One that is not drawn now keeps its place only if none came in its stead.
    if (!rests) this.#order = order;
    return order.map(slot => ({ slot, place: placeOf.get(slot) ?? 0 }));
  }

  #slotsOf(keys: readonly string[]): number[] {
    const taken = new Set<number>();
    for (const key of keys) {
      const slot = this.#slots.get(key);
      if (slot !== undefined) taken.add(slot);
    }
    let free = 0;
    return keys.map(key => {
      const known = this.#slots.get(key);
      if (known !== undefined) return known;
      while (taken.has(free)) free++;
      taken.add(free);
      return free;
    });
  }
}
