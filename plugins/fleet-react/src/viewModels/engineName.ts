/** A map: an engine may be called like something that every object has. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['admission-policies', 'Admission policies'],
  ['argo-rollouts', 'Argo Rollouts'],
  ['argocd', 'Argo CD'],
  ['cluster-api', 'Cluster API'],
  ['flux', 'Flux'],
  ['gatekeeper', 'OPA Gatekeeper'],
  ['kube-bench', 'kube-bench'],
  ['kubecost', 'Kubecost'],
  ['kubernetes', 'Kubernetes'],
  ['kyverno', 'Kyverno'],
  ['ocm-policy', 'Open Cluster Management policies'],
  ['opencost', 'OpenCost'],
  ['open-cluster-management', 'Open Cluster Management'],
  ['policy-report', 'Policy reports'],
  ['prometheus', 'Prometheus'],
  ['sig-multicluster', 'SIG Multicluster'],
  ['trivy', 'Trivy'],
]);

/**
 * An engine as its makers write it; one that is not known here as it
 * is.
 *
 * @public
 */
export function engineName(engine: string): string {
  return NAMES.get(engine) ?? engine;
}
