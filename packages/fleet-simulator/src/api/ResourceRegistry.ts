import { apiVersionOf, ResourceType } from './resourceTypes';

/** The kinds that one cluster serves. */
export class ResourceRegistry {
  #types: ResourceType[] = [];
  readonly #byPath = new Map<string, ResourceType>();
  readonly #byKind = new Map<string, ResourceType>();

  static create(types: Iterable<ResourceType>): ResourceRegistry {
    const registry = new ResourceRegistry();
    for (const type of types) registry.add(type);
    return registry;
  }

  /** Serves one more kind; the same group, version and kind again changes nothing. */
  add(type: ResourceType): void {
    const kindKey = `${apiVersionOf(type)}/${type.kind}`;
    if (this.#byKind.has(kindKey)) return;
    this.#types.push(type);
    this.#byKind.set(kindKey, type);
    this.#byPath.set(`${apiVersionOf(type)}/${type.plural}`, type);
  }

  /** Serves a kind no longer. */
  remove(type: ResourceType): void {
    this.#types = this.#types.filter(other => other !== type);
    this.#byKind.delete(`${apiVersionOf(type)}/${type.kind}`);
    this.#byPath.delete(`${apiVersionOf(type)}/${type.plural}`);
  }

  get types(): readonly ResourceType[] {
    return this.#types;
  }

  findByPath(
    group: string,
    version: string,
    plural: string,
  ): ResourceType | undefined {
    return this.#byPath.get(`${apiVersionOf({ group, version })}/${plural}`);
  }

  findByKind(apiVersion: string, kind: string): ResourceType | undefined {
    return this.#byKind.get(`${apiVersion}/${kind}`);
  }

  /** Throws an Error that names the kind if the cluster does not serve it. */
  requireKind(apiVersion: string, kind: string): ResourceType {
    const type = this.findByKind(apiVersion, kind);
    if (!type) {
      throw new Error(`no kind '${kind}' of '${apiVersion}' is served`);
    }
    return type;
  }
}
