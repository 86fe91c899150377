const NAMES: Record<string, string> = {
  'argo-rollouts': 'Argo Rollouts',
  argocd: 'Argo CD',
  'cluster-api': 'Cluster API',
  flux: 'Flux',
  gatekeeper: 'OPA Gatekeeper',
  'kube-bench': 'kube-bench',
  kubecost: 'Kubecost',
  kubernetes: 'Kubernetes',
  kyverno: 'Kyverno',
  opencost: 'OpenCost',
  'open-cluster-management': 'Open Cluster Management',
  prometheus: 'Prometheus',
  'sig-multicluster': 'SIG Multicluster',
  trivy: 'Trivy',
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
