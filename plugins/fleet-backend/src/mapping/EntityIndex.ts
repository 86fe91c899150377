import {
  ANNOTATION_ARGOCD_APP_NAME,
  ANNOTATION_ARGOCD_APP_SELECTOR,
  ANNOTATION_ARGOCD_PROJECT_NAME,
  ANNOTATION_DELIVERY_SOURCE,
  ANNOTATION_IMAGE,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
} from '@fleetview/backstage-plugin-fleet-common';
import { ClusterStatements } from './ClusterStatements';
import { imageRepository } from './imageRepository';
import { parseLabelSelector } from './labelSelector';
import {
  isComponent,
  listed,
  nameOfRef,
  type MirroredEntity,
} from './MirroredEntity';
import { SelectorIndex } from './SelectorIndex';
import { folderOf, locationKey, parseSourceLocation } from './sourceLocation';

export { MAPPING_ANNOTATIONS, type MirroredEntity } from './MirroredEntity';

/** An entity under the place that it names. */
export type Located = { entity: MirroredEntity; said: string };

/**
 * Finds entities by what their annotations say. It is made once for each version
 * of the mirror: nothing that is bound is held against all entities.
 */
export class EntityIndex {
  readonly byRef = new Map<string, MirroredEntity>();
  readonly byKubernetesId = new Map<string, MirroredEntity[]>();
  readonly byArgocdName = new Map<string, MirroredEntity[]>();
  /** Those that name a project of Argo CD, and no application. */
  readonly byArgocdProject = new Map<string, MirroredEntity[]>();
  readonly selectors = new SelectorIndex();
  readonly argocdSelectors = new SelectorIndex();
  /** By the places that their annotation says their configuration is at. */
  readonly byDeliverySource = new Map<string, Located[]>();
  /** Components, by the place that the catalog says their source is at. */
  readonly bySourceLocation = new Map<string, Located[]>();
  readonly byImage = new Map<string, Located[]>();
  /** Components, by their name in lower case. */
  readonly byName = new Map<string, MirroredEntity[]>();
  /** Of Resources that are clusters. */
  readonly clusters = new ClusterStatements();

  constructor(entities: Iterable<MirroredEntity>) {
    for (const entity of entities) this.#add(entity);
  }

  /** How often something was held against an entity; what looking up in maps finds is not counted. */
  get comparisons(): number {
    return this.selectors.comparisons + this.argocdSelectors.comparisons;
  }

  #add(entity: MirroredEntity): void {
    const { annotations } = entity;
    this.byRef.set(entity.ref, entity);
    this.clusters.add(entity);
    push(this.byKubernetesId, annotations[ANNOTATION_KUBERNETES_ID], entity);
    const names = listed(annotations[ANNOTATION_ARGOCD_APP_NAME]);
    for (const name of new Set(names)) push(this.byArgocdName, name, entity);
    if (names.length === 0 && !annotations[ANNOTATION_ARGOCD_APP_SELECTOR]) {
      push(
        this.byArgocdProject,
        annotations[ANNOTATION_ARGOCD_PROJECT_NAME],
        entity,
      );
    }
    select(
      this.selectors,
      annotations[ANNOTATION_KUBERNETES_LABEL_SELECTOR],
      entity,
    );
    select(
      this.argocdSelectors,
      annotations[ANNOTATION_ARGOCD_APP_SELECTOR],
      entity,
    );
    for (const [key, said] of deliverySourcesOf(entity)) {
      push(this.byDeliverySource, key, { entity, said });
    }
    for (const [key, said] of imagesOf(entity)) {
      push(this.byImage, key, { entity, said });
    }
    if (!isComponent(entity)) return;
    push(this.byName, nameOfRef(entity.ref).toLowerCase(), entity);
    const source = sourceLocationOf(entity);
    if (source) {
      push(this.bySourceLocation, source, {
        entity,
        said: entity.sourceLocation as string,
      });
    }
  }
}

/** The places of an entity's configuration, with how it says each. */
export function deliverySourcesOf({
  annotations,
}: MirroredEntity): Map<string, string> {
  return keyed(annotations[ANNOTATION_DELIVERY_SOURCE], text => {
    const location = parseSourceLocation(text);
    return location && locationKey(folderOf(location).segments);
  });
}

/** The image repositories of an entity, with how it says each. */
export function imagesOf({ annotations }: MirroredEntity): Map<string, string> {
  return keyed(annotations[ANNOTATION_IMAGE], imageRepository);
}

/** The place of a component's source; undefined where none is known, or it is a whole server. */
export function sourceLocationOf({
  sourceLocation,
}: MirroredEntity): string | undefined {
  const location = sourceLocation && parseSourceLocation(sourceLocation);
  if (!location) return undefined;
  const { segments } = folderOf(location);
  return segments.length > 1 ? locationKey(segments) : undefined;
}

function keyed(
  value: string | undefined,
  keyOf: (text: string) => string | undefined,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const said of listed(value)) {
    const key = keyOf(said);
    if (key !== undefined && !found.has(key)) found.set(key, said);
  }
  return found;
}

function push<T>(
  index: Map<string, T[]>,
  key: string | undefined,
  value: T,
): void {
  if (!key) return;
  const values = index.get(key);
  if (values) values.push(value);
  else index.set(key, [value]);
}

function select(
  index: SelectorIndex,
  selector: string | undefined,
  entity: MirroredEntity,
): void {
  const requirements = selector && parseLabelSelector(selector);
  if (requirements) index.add({ entity, selector, requirements });
}
