import type { Defaulted } from '../normalise/fillDefaults';
import type { Shape } from '../normalise/Shape';
import type { KeyValue, PathStep } from '../paths/driftPath';
import { isJsonObject, type Json, type JsonObject, own } from '../values/json';
import type { DifferenceList } from './DifferenceList';
import { isEqual } from './isEqual';
import { fieldShape, isLeftToCluster, isNothing } from './isNothing';
import { type KeyedItems, keyedItems, setItems } from './keyedItems';
import { isSecretField } from './secrets';
import { withoutDefaults } from './withoutDefaults';

/** What is compared at one place. */
type Place = {
  path: readonly PathStep[];
  shape: Shape | undefined;
  isSecret: boolean;
};

/** One walk through two objects, side by side and in the order of names. */
export class Comparison {
  constructor(
    private readonly found: DifferenceList,
    private readonly desiredDefaults: Defaulted,
    private readonly liveDefaults: Defaulted,
    private readonly isTyped: boolean,
    /** The desired object has all that there may be. */
    private readonly isExclusive: boolean,
  ) {}

  compare(desired: Json, live: Json, place: Place): void {
    const { shape } = place;
    if (isJsonObject(desired) && isJsonObject(live) && !shape?.isAtomic) {
      this.compareObjects(desired, live, place);
    } else if (
      !(Array.isArray(desired) && Array.isArray(live)) ||
      !this.compareLists(desired, live, place)
    ) {
      if (!isEqual(desired, live, shape, this.isTyped)) {
        this.add('changed', place, { desired, live });
      }
    }
  }

  private compareObjects(
    desired: JsonObject,
    live: JsonObject,
    { path, shape, isSecret }: Place,
  ): void {
    const names = new Set(Object.keys(desired));
    if (this.isExclusive) {
      for (const name of Object.keys(live)) names.add(name);
    }
    for (const name of [...names].sort()) {
      const place: Place = {
        path: [...path, { field: name }],
        shape: fieldShape(shape, name),
        isSecret:
          isSecret || isSecretField(desired, name) || isSecretField(live, name),
      };
      const isWritten =
        Object.hasOwn(desired, name) &&
        !this.desiredDefaults.get(desired)?.has(name);
      const isLive =
        Object.hasOwn(live, name) && !this.liveDefaults.get(live)?.has(name);
      if (isWritten) {
        this.compareWritten(desired[name], own(live, name), isLive, place);
      } else if (this.isExclusive && isLive) {
        this.compareUnwritten(own(desired, name), live[name], place);
      }
    }
  }

  /** What the desired object says, and the live one says, leaves at its default or lacks. */
  private compareWritten(
    desired: Json,
    live: Json | undefined,
    isLive: boolean,
    place: Place,
  ): void {
    if (live !== undefined && isLive) {
      this.compare(desired, live, place);
      return;
    }
    const isSame =
      live === undefined
        ? isNothing(desired, place.shape, this.isTyped)
        : isEqual(desired, live, place.shape, this.isTyped);
    if (!isSame) this.addMissing(desired, place);
  }

  /** What only the live object says, where nothing but the desired may be. */
  private compareUnwritten(
    usual: Json | undefined,
    live: Json,
    place: Place,
  ): void {
    const { shape } = place;
    const isUsual =
      isLeftToCluster(live, shape, this.isTyped) ||
      (usual !== undefined && isEqual(usual, live, shape, this.isTyped));
    if (!isUsual) this.add('extra', place, { live });
  }

  /** @returns whether they could be compared item by item */
  private compareLists(
    desired: readonly Json[],
    live: readonly Json[],
    place: Place,
  ): boolean {
    const { keys } = place.shape ?? {};
    if (keys === undefined) return false;
    if (keys === 'set') {
      const [wanted, there] = [setItems(desired), setItems(live)];
      if (!wanted || !there) return false;
      this.compareItems<KeyValue>(wanted, there, place);
      return true;
    }
    const wanted = keyedItems(desired, keys);
    const there = keyedItems(live, keys);
    if (!wanted || !there) return false;
    this.compareItems<JsonObject>(wanted, there, place);
    return true;
  }

  private compareItems<T extends Json>(
    desired: KeyedItems<T>,
    live: KeyedItems<T>,
    { path, shape, isSecret }: Place,
  ): void {
    const names = new Set(desired.keys());
    if (this.isExclusive && !shape?.isServerSet) {
      for (const name of live.keys()) names.add(name);
    }
    for (const name of [...names].sort()) {
      const wanted = desired.get(name);
      const there = live.get(name);
      const step = (wanted ?? there)!.step;
      const place = { path: [...path, step], shape: shape?.items, isSecret };
      if (!there) this.addMissing(wanted!.item, place);
      else if (!wanted) this.add('extra', place, { live: there.item });
      else this.compare(wanted.item, there.item, place);
    }
  }

  /** What nobody wrote would stand there for something that is missing. */
  private addMissing(desired: Json, place: Place): void {
    this.add('missing', place, {
      desired: withoutDefaults(desired, this.desiredDefaults),
    });
  }

  private add(
    kind: 'changed' | 'missing' | 'extra',
    { path, isSecret }: Place,
    values: { desired?: Json; live?: Json },
  ): void {
    this.found.add(kind, path, isSecret, values);
  }
}
