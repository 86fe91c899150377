import type {
  KubernetesObject,
  ResourceType,
  SimulatedCluster,
} from '@fleetview/fleet-simulator';
import { faultAdapter, MARK, THROWS } from './faultAdapter';

/** One object as it really is or was. Times are those of the run. */
export type TrueObject = {
  uid: string;
  kind: string;
  namespace: string;
  name: string;
  /** What it says now, or said at its end. */
  mark: string;
  /** Everything that it ever said. */
  marks: Set<string>;
  /** When it last changed, or ended. */
  at: number;
  isDeleted: boolean;
};

/** Whether an object can be read at all, or its mapper throws. */
export function isReadable({ mark }: TrueObject): boolean {
  return !mark.startsWith(THROWS);
}

/** Writes down what really happens in a simulated cluster, change by change, from the kinds that are read. */
export class Truth {
  readonly objects = new Map<string, TrueObject>();
  readonly #cluster: SimulatedCluster;
  readonly #now: () => number;
  readonly #followed = new Set<ResourceType>();

  constructor(cluster: SimulatedCluster, now: () => number) {
    this.#cluster = cluster;
    this.#now = now;
    this.follow();
  }

  /** Takes up kinds and versions that are served by now. */
  follow(): void {
    const { store } = this.#cluster;
    for (const watch of faultAdapter.watches) {
      for (const version of watch.versions) {
        const type = store.registry.findByKind(
          watch.group ? `${watch.group}/${version}` : version,
          watch.kind,
        );
        if (!type || this.#followed.has(type)) continue;
        this.#followed.add(type);
        for (const { object } of store.list(type)) this.#note(object);
        store.subscribe(type, event =>
          this.#note(event.current.object, event.type === 'DELETED'),
        );
      }
    }
  }

  /** The objects of a kind that are there. */
  present(kind: string): TrueObject[] {
    return [...this.objects.values()].filter(
      object => object.kind === kind && !object.isDeleted,
    );
  }

  #note({ kind, metadata }: KubernetesObject, isDeleted = false): void {
    const uid = String(metadata.uid);
    const mark = metadata.annotations?.[MARK] ?? 'none';
    const marks = this.objects.get(uid)?.marks ?? new Set();
    marks.add(mark);
    this.objects.set(uid, {
      uid,
      kind,
      namespace: metadata.namespace ?? '',
      name: metadata.name,
      mark,
      marks,
      at: this.#now(),
      isDeleted,
    });
  }
}
