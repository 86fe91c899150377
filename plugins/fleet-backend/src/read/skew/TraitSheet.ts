import type {
  SkewAspect,
  TraitSight,
} from '@fleetview/backstage-plugin-fleet-common';
import type { Row } from '../types';
import type { SoughtKind } from './unseen';
import type { Trait } from './types';

/** What a trait says where it is there, and none of it says anything more. */
export const PRESENT = 'present';

type Entry = {
  kinds: Map<string, SoughtKind>;
  sights: Map<string, TraitSight[]>;
};

/**
 * Gathers what is read of traits, cluster by cluster. Texts are kept once, however many
 * clusters say them.
 */
export class TraitSheet {
  readonly #aspect: SkewAspect;
  readonly #entries = new Map<string, Entry>();
  readonly #values = new Map<string, TraitSight>();

  constructor(aspect: SkewAspect) {
    this.#aspect = aspect;
  }

  add(options: {
    clusterId: string;
    key: string;
    /** Of what it was read, and where it would be looked for elsewhere. */
    kind: SoughtKind;
    sight: TraitSight;
  }): void {
    const { clusterId, key, kind, sight } = options;
    const entry = this.#entries.get(key) ?? {
      kinds: new Map<string, SoughtKind>(),
      sights: new Map<string, TraitSight[]>(),
    };
    this.#entries.set(key, entry);
    const kindKey = `${kind.adapter}/${kind.group}/${kind.kind}`;
    if (!entry.kinds.has(kindKey)) entry.kinds.set(kindKey, kind);
    const shared = this.#shared(sight);
    const own = entry.sights.get(clusterId);
    if (!own) entry.sights.set(clusterId, [shared]);
    else if (!own.includes(shared)) own.push(shared);
  }

  get keys(): string[] {
    return [...this.#entries.keys()];
  }

  /**
   * @param elsewhere - what it means for a cluster that nothing was read there of any of
   *   some kinds
   */
  traits(
    elsewhere: (cluster: Row, kinds: readonly SoughtKind[]) => TraitSight,
  ): Trait[] {
    return [...this.#entries].map(([key, entry]) => {
      const kinds = [...entry.kinds.values()];
      return {
        aspect: this.#aspect,
        key,
        sights: withoutMereUnstated(entry.sights),
        elsewhere: cluster => elsewhere(cluster, kinds),
      };
    });
  }

  #shared(sight: TraitSight): TraitSight {
    const text = JSON.stringify(sight);
    const known = this.#values.get(text);
    if (known) return known;
    this.#values.set(text, sight);
    return sight;
  }
}

/**
 * One sight for each cluster. Where none of them says anything more than that it is there,
 * that is what they have in common; else those that say nothing are not known.
 */
function withoutMereUnstated(
  gathered: ReadonlyMap<string, TraitSight[]>,
): Map<string, TraitSight> {
  const sights = new Map<string, TraitSight>();
  let isStated = false;
  for (const [clusterId, each] of gathered) {
    const sight = togetherOf(each);
    sights.set(clusterId, sight);
    isStated ||= sight.state === 'value' || lastOf(sight) !== undefined;
  }
  if (isStated) return sights;
  for (const [clusterId, sight] of sights) {
    if (sight.state === 'unknown' && sight.reason === 'unstated') {
      sights.set(clusterId, { state: 'value', value: PRESENT });
    }
  }
  return sights;
}

/** What several things of one key say together: any that is not known leaves all of it unknown. */
function togetherOf(sights: readonly TraitSight[]): TraitSight {
  if (sights.length === 1) return sights[0];
  const texts = new Set<string>();
  for (const sight of sights) {
    const text = sight.state === 'value' ? sight.value : lastOf(sight);
    if (text !== undefined) texts.add(text);
  }
  const value = [...texts].sort().join(', ');
  const unknown = sights.find(({ state }) => state === 'unknown');
  return unknown?.state === 'unknown'
    ? {
        state: 'unknown',
        reason: unknown.reason,
        ...(value ? { lastKnown: value } : {}),
      }
    : { state: 'value', value };
}

function lastOf(sight: TraitSight): string | undefined {
  return sight.state === 'unknown' ? sight.lastKnown : undefined;
}
