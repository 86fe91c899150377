import type {
  AdapterLook,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import type { KubernetesClient } from '@fleetview/kube-watch';
import type { ClusterExtension } from '../extensionScopes';
import {
  longestFirst,
  WantedReads,
  type WantedReadsOptions,
  type WantedSource,
} from '../wanted';
import { look, uidOf } from './look';
import { fromLookLines, lookKey, type Wish } from './lookLines';

/** Objects of one cluster that are looked at in one round, those apart that are idle. */
const URGENT = 12;
const IDLE = 4;
/** What is said to differ is looked at again, and what nobody tells of, after so long. */
const URGENT_AGAIN_MS = 5 * 60_000;
const IDLE_AGAIN_MS = 15 * 60_000;

export type LooksOptions = WantedReadsOptions & {
  adapters: readonly FleetAdapter[];
  client: Pick<KubernetesClient, 'getObject'>;
  /** What may be read of the cluster beyond the default role. */
  extensions?: readonly ClusterExtension[];
};

/**
 * Looks at single objects of one cluster that somebody wants to know of: those that are
 * said to differ, and those of which nobody tells whether they do. So many a minute, those
 * that wait longest first.
 */
export class Looks {
  readonly #options: LooksOptions;
  readonly #reads: WantedReads<Wish>;

  constructor(options: LooksOptions) {
    this.#options = options;
    this.#reads = new WantedReads(
      options,
      options.adapters.flatMap(({ id, looks = [] }) => {
        const granted = looks.filter(each => this.#isGranted(each));
        return granted.length > 0 ? [this.#ofAdapter(id, granted)] : [];
      }),
    );
  }

  #isGranted({ extension }: AdapterLook): boolean {
    const { extensions = [] } = this.#options;
    return !extension || extensions.some(({ role }) => role === extension.role);
  }

  #ofAdapter(id: string, looks: readonly AdapterLook[]): WantedSource<Wish> {
    const { client, signal, wallClock = Date.now } = this.#options;
    const byKind = new Map(
      looks.map(each => [`${each.group}/${each.kind}`, each]),
    );
    const atOf = ({ group, kind }: Wish) => byKind.get(`${group}/${kind}`);
    return {
      key: lookKey(id),
      fromLines: lines => {
        const { wishes, told } = fromLookLines(lines);
        return { wanted: wishes, told };
      },
      uidOf,
      due,
      read: async wish => {
        const at = atOf(wish);
        return at && look({ client, at, wish, signal, wallClock });
      },
      reasonOf: ({ kind, reason }, wish) => {
        const { plural = '', group = '' } = atOf(wish) ?? {};
        return kind === 'forbidden'
          ? `${reason}; grant get on ${plural}${group && `.${group}`}`
          : reason;
      },
    };
  }

  /** Goes on until the signal ends it. */
  run(): Promise<void> {
    return this.#reads.run();
  }
}

/**
 * Those whose turn it is, those that are said to differ first, and then those that wait
 * longest. What was never looked at has what the others leave.
 */
function due(wishes: readonly Wish[], waited: (wish: Wish) => number): Wish[] {
  const urgent = longestFirst(
    wishes.filter(({ isUrgent }) => isUrgent),
    waited,
    { againMs: URGENT_AGAIN_MS, most: URGENT },
  );
  const left = URGENT + IDLE - urgent.length;
  const idle = longestFirst(
    wishes.filter(({ isUrgent }) => !isUrgent),
    waited,
    { againMs: IDLE_AGAIN_MS },
  ).filter(
    (wish, index) =>
      index < IDLE || (index < left && waited(wish) === Infinity),
  );
  return [...urgent, ...idle];
}
