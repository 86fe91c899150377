const NAMES: Record<string, string> = {
  'argo-rollouts': 'Argo Rollouts',
  argocd: 'Argo CD',
  'cluster-api': 'Cluster API',
  flux: 'Flux',
  kubernetes: 'Kubernetes',
  'open-cluster-management': 'Open Cluster Management',
  'sig-multicluster': 'SIG Multicluster',
};

/**
 * An engine as its makers write it; one that is not known here as it
 * is.
 *
 * @public
 */
export function engineName(engine: string): string {
  return NAMES[engine] ?? engine;
}
