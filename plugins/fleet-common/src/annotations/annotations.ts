/**
 * Annotations and labels that tie catalog entities to what runs on clusters.
 * Those of other plugins keep their names, so that a catalog that already works
 * with them needs no change.
 *
 * @public
 */
export const ANNOTATION_KUBERNETES_ID = 'backstage.io/kubernetes-id';
/** @public */
export const ANNOTATION_KUBERNETES_LABEL_SELECTOR =
  'backstage.io/kubernetes-label-selector';
/** @public */
export const ANNOTATION_KUBERNETES_NAMESPACE =
  'backstage.io/kubernetes-namespace';
/** @public */
export const ANNOTATION_KUBERNETES_CLUSTER = 'backstage.io/kubernetes-cluster';
/** @public */
export const ANNOTATION_ARGOCD_APP_NAME = 'argocd/app-name';
/** @public */
export const ANNOTATION_ARGOCD_APP_SELECTOR = 'argocd/app-selector';
/** @public */
export const ANNOTATION_ARGOCD_APP_NAMESPACE = 'argocd/app-namespace';
/** @public */
export const ANNOTATION_ARGOCD_PROJECT_NAME = 'argocd/project-name';
/**
 * Names or ids of Argo CD instances, separated by commas.
 *
 * @public
 */
export const ANNOTATION_ARGOCD_INSTANCE_NAME = 'argocd/instance-name';
/**
 * Where the configuration of a component lies that is delivered: repositories
 * with paths, charts or artifacts, separated by commas or white space.
 *
 * @public
 */
export const ANNOTATION_DELIVERY_SOURCE = 'fleet.backstage.io/delivery-source';
/**
 * Repositories of a component's container images, separated by commas or white
 * space.
 *
 * @public
 */
export const ANNOTATION_IMAGE = 'fleet.backstage.io/image';
