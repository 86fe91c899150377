import {
  ANNOTATION_ARGOCD_APP_NAME,
  ANNOTATION_ARGOCD_APP_NAMESPACE,
  ANNOTATION_ARGOCD_APP_SELECTOR,
  ANNOTATION_ARGOCD_INSTANCE_NAME,
  ANNOTATION_ARGOCD_PROJECT_NAME,
  ANNOTATION_DELIVERY_SOURCE,
  ANNOTATION_IMAGE,
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
} from '@fleetview/backstage-plugin-fleet-common';

/** What mapping knows of a catalog entity. */
export type MirroredEntity = {
  ref: string;
  title?: string;
  owner?: string;
  system?: string;
  domain?: string;
  /** Where its source lies, as the catalog says it: a location such as `url:https://…`. */
  sourceLocation?: string;
  /** Where its description is edited: as untrusted as its annotations. */
  editUrl?: string;
  /** What of it could not be taken, for people. */
  problems?: string[];
  /** Only those that mapping reads, and of a Resource that is a cluster what it says of it. */
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
  ANNOTATION_ARGOCD_INSTANCE_NAME,
  ANNOTATION_DELIVERY_SOURCE,
  ANNOTATION_IMAGE,
];

/** What a catalog entity is called, without kind and namespace. */
export function nameOfRef(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** Whether an entity may be bound by what it says of nothing but its source. */
export function isComponent({ ref }: { ref: string }): boolean {
  return ref.startsWith('component:');
}

/** Entries of an annotation that lists several: no more than a person would write. */
export function listed(value: string | undefined): string[] {
  if (!value) return [];
  return value
    .split(/[\s,]+/)
    .filter(Boolean)
    .slice(0, 50);
}
