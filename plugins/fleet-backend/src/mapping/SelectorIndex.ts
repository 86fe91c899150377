import type { MirroredEntity } from './MirroredEntity';
import { matchesLabels, type LabelRequirement } from './labelSelector';

/** An entity found by the labels that it selects. */
export type Selecting = {
  entity: MirroredEntity;
  selector: string;
  requirements: LabelRequirement[];
};

/**
 * Finds the entities whose selectors match some labels. Each is filed under one
 * thing that it asks for, the one that fewest others ask for, so that a workload
 * is not held against every selector of the catalog.
 */
export class SelectorIndex {
  /** How many selectors were held against labels: what looking something up costs. */
  comparisons = 0;
  readonly #all: Selecting[] = [];
  #filed: Map<string, Selecting[]> | undefined;
  /** Those that ask for nothing but absence. */
  #others: Selecting[] = [];

  add(selecting: Selecting): void {
    this.#all.push(selecting);
    this.#filed = undefined;
  }

  matching(labels: Readonly<Record<string, string>>): Selecting[] {
    const filed = this.#filed ?? this.#file();
    const found: Selecting[] = [];
    const look = (list: readonly Selecting[]) => {
      this.comparisons += list.length;
      for (const selecting of list) {
        if (matchesLabels(selecting.requirements, labels)) {
          found.push(selecting);
        }
      }
    };
    look(this.#others);
    if (filed.size === 0) return found;
    for (const [key, value] of Object.entries(labels)) {
      look(filed.get(labelKey(key, value)) ?? []);
      look(filed.get(key) ?? []);
    }
    return found;
  }

  #file(): Map<string, Selecting[]> {
    const asking = new Map<string, number>();
    for (const { requirements } of this.#all) {
      for (const keys of requirements.map(keysOf)) {
        for (const key of keys) asking.set(key, (asking.get(key) ?? 0) + 1);
      }
    }
    const filed = new Map<string, Selecting[]>();
    this.#others = [];
    for (const selecting of this.#all) {
      const keys = filingKeys(selecting.requirements, asking);
      if (keys.length === 0) this.#others.push(selecting);
      for (const key of keys) {
        const list = filed.get(key);
        if (list) list.push(selecting);
        else filed.set(key, [selecting]);
      }
    }
    this.#filed = filed;
    return filed;
  }
}

/**
 * The keys of the requirement that a selector is filed under, of which something
 * has to have one; none for a selector that asks for nothing but absence.
 *
 * @param asking - how many selectors ask for a key
 */
function filingKeys(
  requirements: readonly LabelRequirement[],
  asking: ReadonlyMap<string, number>,
): string[] {
  const costs = requirements.map(keysOf).flatMap(keys =>
    keys.length === 0
      ? []
      : [
          {
            keys,
            cost: keys.reduce((sum, key) => sum + (asking.get(key) ?? 0), 0),
          },
        ],
  );
  return costs.sort((a, b) => a.cost - b.cost)[0]?.keys ?? [];
}

/** What has to be there for a requirement to hold: a label's value, or a label. */
export function keysOf(requirement: LabelRequirement): string[] {
  switch (requirement.operator) {
    case 'in':
      return [
        ...new Set(
          requirement.values.map(value => labelKey(requirement.key, value)),
        ),
      ];
    case 'exists':
      return [requirement.key];
    default:
      return [];
  }
}

/** Keys and values are separated by what no key has. */
export function labelKey(key: string, value: string): string {
  return `${key}=${value}`;
}
