import { type JsonObject, ownObject } from '../values/json';

/** What the API server says of an object, and nobody asked for. */
const SET_BY_SERVER = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'selfLink',
  'deletionGracePeriodSeconds',
];

/** Holds all of the object a second time, with the values of a Secret. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * By what engines and controllers know their objects again. Keys of the same engines that
 * people write, such as `kustomize.toolkit.fluxcd.io/reconcile`, are not among them.
 */
export const TRACKING_ANNOTATIONS: readonly string[] = [
  LAST_APPLIED,
  'argocd.argoproj.io/tracking-id',
  'argocd.argoproj.io/installation-id',
  'kustomize.toolkit.fluxcd.io/checksum',
  'meta.helm.sh/release-name',
  'meta.helm.sh/release-namespace',
  'deployment.kubernetes.io/revision',
  'deprecated.daemonset.template.generation',
];

const TRACKING_LABELS = [
  'kustomize.toolkit.fluxcd.io/name',
  'kustomize.toolkit.fluxcd.io/namespace',
  'helm.toolkit.fluxcd.io/name',
  'helm.toolkit.fluxcd.io/namespace',
];

function leaveOut(
  object: JsonObject | undefined,
  keys: readonly string[],
): void {
  if (!object) return;
  for (const key of keys) delete object[key];
}

/**
 * Leaves out of an object's metadata what its desired form does not decide: what the API
 * server sets, and by what engines know their objects. When it was told to go stays.
 *
 * @param object - is changed
 * @param engineLabels - further labels that the engine sets, of the object and its template
 */
export function trimMetadata(
  object: JsonObject,
  engineLabels: readonly string[] = [],
): void {
  const metadata = ownObject(object, 'metadata');
  if (metadata) {
    leaveOut(metadata, SET_BY_SERVER);
    leaveOut(ownObject(metadata, 'annotations'), TRACKING_ANNOTATIONS);
    leaveOut(ownObject(metadata, 'labels'), TRACKING_LABELS);
    leaveOut(ownObject(metadata, 'labels'), engineLabels);
  }
  if (engineLabels.length > 0) {
    const spec = ownObject(object, 'spec');
    const template = spec && ownObject(spec, 'template');
    const inner = template && ownObject(template, 'metadata');
    leaveOut(inner && ownObject(inner, 'labels'), engineLabels);
  }
}
