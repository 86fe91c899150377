import { ANNOTATION_KUBERNETES_ID } from '@fleetview/backstage-plugin-fleet-common';

/** The labels that say what something is called. */
export const NAMING_LABELS = [
  ANNOTATION_KUBERNETES_ID,
  'app.kubernetes.io/name',
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/instance',
  'app',
  'k8s-app',
] as const;

/** The labels of something that say what it is called. */
export function listedLabels(
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    NAMING_LABELS.flatMap(key =>
      Object.hasOwn(labels, key) && labels[key] ? [[key, labels[key]]] : [],
    ),
  );
}
