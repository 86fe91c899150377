import type { ObjectReference, ObjectStore } from '../../store/ObjectStore';
import type { KubernetesObject, ObjectMeta } from '../../types';

/** What became of the objects of a folder. */
export type AppliedOutcome = {
  applied: readonly KubernetesObject[];
  /** Why the API server does not take one, in its words. */
  refused: ReadonlyMap<KubernetesObject, string>;
};

/** Labels and annotations that an engine adds. */
export type Mark = Pick<ObjectMeta, 'labels' | 'annotations'>;

/** The objects of one folder in a cluster: what is in it no more goes. */
export class AppliedObjects {
  readonly #store: ObjectStore;
  readonly #manager: string;
  readonly #markOf: (object: KubernetesObject) => Mark;
  #references: readonly ObjectReference[] = [];

  /** @param markOf - what the engine knows its own objects by */
  constructor(
    store: ObjectStore,
    manager: string,
    markOf: (object: KubernetesObject) => Mark,
  ) {
    this.#store = store;
    this.#manager = manager;
    this.#markOf = markOf;
  }

  /** @param namespace - of what names none */
  apply(
    objects: readonly KubernetesObject[],
    namespace: string,
  ): AppliedOutcome {
    const refused = new Map<KubernetesObject, string>();
    const references: ObjectReference[] = [];
    const named = objects.map(object =>
      this.#marked(this.#inNamespace(object, namespace)),
    );
    for (const object of named) {
      const { apiVersion, kind, metadata } = object;
      references.push({
        apiVersion,
        kind,
        namespace: metadata.namespace,
        name: metadata.name,
      });
      const refusal = this.#applyOne(object);
      if (refusal !== undefined) refused.set(object, refusal);
    }
    const wanted = new Set(references.map(keyOf));
    for (const reference of this.#references) {
      if (!wanted.has(keyOf(reference))) this.#store.delete(reference);
    }
    this.#references = references;
    return { applied: named, refused };
  }

  /** Takes everything away. */
  remove(): void {
    for (const reference of this.#references) this.#store.delete(reference);
    this.#references = [];
  }

  #applyOne(object: KubernetesObject): string | undefined {
    const { apiVersion, kind } = object;
    if (!this.#store.registry.findByKind(apiVersion, kind)) {
      return `no matches for kind "${kind}" in version "${apiVersion}"`;
    }
    try {
      this.#store.serverSideApply(object, this.#manager);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  #marked(object: KubernetesObject): KubernetesObject {
    const { metadata } = object;
    const { labels, annotations } = this.#markOf(object);
    return {
      ...object,
      metadata: {
        ...metadata,
        ...(labels && { labels: { ...metadata.labels, ...labels } }),
        ...(annotations && {
          annotations: { ...metadata.annotations, ...annotations },
        }),
      },
    };
  }

  #inNamespace(object: KubernetesObject, namespace: string): KubernetesObject {
    const { apiVersion, kind, metadata } = object;
    const type = this.#store.registry.findByKind(apiVersion, kind);
    if (!type?.namespaced || metadata.namespace !== undefined) return object;
    return { ...object, metadata: { ...metadata, namespace } };
  }
}

function keyOf({ apiVersion, kind, namespace, name }: ObjectReference): string {
  return [apiVersion.split('/')[0], kind, namespace, name].join(' ');
}
