/**
 * What `kubectl rollout restart` writes into a workload, as a JSON pointer. No manifest
 * names it: an engine that leaves it out compares as one that does not.
 */
export const RESTARTED_AT =
  '/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt';
