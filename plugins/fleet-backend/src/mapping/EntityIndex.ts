import {
  ANNOTATION_ARGOCD_APP_NAME,
  ANNOTATION_ARGOCD_APP_NAMESPACE,
  ANNOTATION_ARGOCD_APP_SELECTOR,
  ANNOTATION_ARGOCD_PROJECT_NAME,
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
} from '@fleetview/backstage-plugin-fleet-common';
import { parseLabelSelector } from './labelSelector';
import { SelectorIndex } from './SelectorIndex';

/** What mapping knows of a catalog entity. */
export type MirroredEntity = {
  ref: string;
  title?: string;
  owner?: string;
  system?: string;
  /** Only those that mapping reads. */
  annotations: Record<string, string>;
};

/** The annotations that mapping reads. */
export const MAPPING_ANNOTATIONS = [
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_ARGOCD_APP_NAME,
  ANNOTATION_ARGOCD_APP_SELECTOR,
  ANNOTATION_ARGOCD_APP_NAMESPACE,
  ANNOTATION_ARGOCD_PROJECT_NAME,
];

/** Finds entities by what their annotations say. */
export class EntityIndex {
  readonly byRef = new Map<string, MirroredEntity>();
  readonly byKubernetesId = new Map<string, MirroredEntity[]>();
  readonly byArgocdName = new Map<string, MirroredEntity[]>();
  readonly selectors = new SelectorIndex();
  readonly argocdSelectors = new SelectorIndex();

  constructor(entities: Iterable<MirroredEntity>) {
    for (const entity of entities) {
      this.byRef.set(entity.ref, entity);
      push(
        this.byKubernetesId,
        entity.annotations[ANNOTATION_KUBERNETES_ID],
        entity,
      );
      push(
        this.byArgocdName,
        entity.annotations[ANNOTATION_ARGOCD_APP_NAME],
        entity,
      );
      select(
        this.selectors,
        entity.annotations[ANNOTATION_KUBERNETES_LABEL_SELECTOR],
        entity,
      );
      select(
        this.argocdSelectors,
        entity.annotations[ANNOTATION_ARGOCD_APP_SELECTOR],
        entity,
      );
    }
  }
}

function push(
  index: Map<string, MirroredEntity[]>,
  key: string | undefined,
  entity: MirroredEntity,
): void {
  if (!key) return;
  const entities = index.get(key);
  if (entities) entities.push(entity);
  else index.set(key, [entity]);
}

function select(
  index: SelectorIndex,
  selector: string | undefined,
  entity: MirroredEntity,
): void {
  const requirements = selector && parseLabelSelector(selector);
  if (requirements) index.add({ entity, selector, requirements });
}
