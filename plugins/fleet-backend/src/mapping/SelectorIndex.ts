import type { MirroredEntity } from './EntityIndex';
import { matchesLabels, type LabelRequirement } from './labelSelector';

/** An entity found by the labels that it selects. */
export type Selecting = {
  entity: MirroredEntity;
  selector: string;
  requirements: LabelRequirement[];
};

/**
 * Finds the entities whose selectors match some labels. Most selectors ask for a
 * value of some label: those are found by it, so that a workload is not held
 * against every selector of the catalog.
 */
export class SelectorIndex {
  readonly #byLabel = new Map<string, Selecting[]>();
  /** Those that ask for no value. */
  readonly #others: Selecting[] = [];

  add(selecting: Selecting): void {
    const asked = selecting.requirements.find(
      requirement => requirement.operator === 'in',
    );
    if (asked?.operator !== 'in') {
      this.#others.push(selecting);
      return;
    }
    for (const value of new Set(asked.values)) {
      const key = labelKey(asked.key, value);
      const list = this.#byLabel.get(key);
      if (list) list.push(selecting);
      else this.#byLabel.set(key, [selecting]);
    }
  }

  matching(labels: Readonly<Record<string, string>>): Selecting[] {
    const found = this.#others.filter(({ requirements }) =>
      matchesLabels(requirements, labels),
    );
    if (this.#byLabel.size === 0) return found;
    for (const [key, value] of Object.entries(labels)) {
      for (const selecting of this.#byLabel.get(labelKey(key, value)) ?? []) {
        if (matchesLabels(selecting.requirements, labels)) {
          found.push(selecting);
        }
      }
    }
    return found;
  }
}

/** Keys and values are separated by what no key has. */
function labelKey(key: string, value: string): string {
  return `${key}=${value}`;
}
