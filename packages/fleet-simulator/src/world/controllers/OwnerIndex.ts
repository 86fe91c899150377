import { ObjectStore } from '../../store/ObjectStore';
import { KubernetesObject } from '../../types';

/** The objects of one kind by the uid of the controller that owns them. */
export class OwnerIndex<T extends KubernetesObject> {
  readonly #byOwner = new Map<string, Map<string, T>>();

  constructor(store: ObjectStore, apiVersion: string, kind: string) {
    const type = store.registry.requireKind(apiVersion, kind);
    for (const stored of store.list(type)) this.#add(stored.object as T);
    store.subscribe(type, event => {
      if (event.type === 'DELETED') this.#remove(event.current.object as T);
      else this.#add(event.current.object as T);
    });
  }

  /** In the order of their names. */
  of(owner: KubernetesObject): T[] {
    const owned = this.#byOwner.get(owner.metadata.uid ?? '');
    if (!owned) return [];
    return [...owned.values()].sort((a, b) =>
      a.metadata.name < b.metadata.name ? -1 : 1,
    );
  }

  #owner(object: T): string | undefined {
    return object.metadata.ownerReferences?.find(({ controller }) => controller)
      ?.uid;
  }

  #add(object: T): void {
    const owner = this.#owner(object);
    if (!owner) return;
    const owned = this.#byOwner.get(owner) ?? new Map<string, T>();
    owned.set(object.metadata.uid ?? '', object);
    this.#byOwner.set(owner, owned);
  }

  #remove(object: T): void {
    const owner = this.#owner(object);
    if (owner) this.#byOwner.get(owner)?.delete(object.metadata.uid ?? '');
  }
}
