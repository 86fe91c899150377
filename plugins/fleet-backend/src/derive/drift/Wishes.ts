import { isAbsent } from './judgeResource';
import { resourceKey } from './keys';
import type { DriftInputs, DriftWish, Sighting } from './types';

/** Of one cluster: more cannot be looked at in the time for which it counts. */
const MOST_URGENT = 100;
const MOST_IDLE = 200;

type WishInputs = Pick<
  DriftInputs,
  'isLookedAt' | 'differences' | 'isWatched' | 'present'
>;

/**
 * What of a cluster is to be looked at: what is said to differ without a word on where, and
 * what nobody tells of.
 */
export class Wishes {
  readonly #inputs: WishInputs;
  readonly #wishes = new Map<string, DriftWish>();

  constructor(inputs: WishInputs) {
    this.#inputs = inputs;
  }

  add(sighting: Sighting): void {
    const { resource, verdict, found, isUnwatched, isToldToDiffer } = sighting;
    const { isLookedAt, differences } = this.#inputs;
    const key = resourceKey(resource);
    const own = differences.get(key)?.fact;
    const isTold = own !== undefined && own.readAt === undefined;
    // What was found by looking is looked at as long as it lasts.
    const isUrgent =
      isToldToDiffer ||
      (verdict === 'drifted' &&
        (found?.data.total === 0 || (own !== undefined && !isTold)));
    if (isTold || !(isUrgent || isUnwatched) || !isLookedAt(resource)) return;
    // That it is missing is known; a look would find no more.
    if (isAbsent(resource, this.#inputs)) return;
    const known = this.#wishes.get(key);
    this.#wishes.set(key, {
      resource,
      isUrgent: isUrgent || known?.isUrgent === true,
    });
  }

  /** In one order, so that those that are too many are always the same. */
  get all(): DriftWish[] {
    const sorted = [...this.#wishes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, wish]) => wish);
    return [
      ...sorted.filter(({ isUrgent }) => isUrgent).slice(0, MOST_URGENT),
      ...sorted.filter(({ isUrgent }) => !isUrgent).slice(0, MOST_IDLE),
    ];
  }
}
