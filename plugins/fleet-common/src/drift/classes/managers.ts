/** What is known of a name by which a client writes to clusters. */
export type ManagerRole = 'human' | 'controller' | 'admission' | 'engine';

/**
 * By the names that clients give themselves: the first part of their user agent, or what
 * they ask for as their field manager. A name that is in none of these lists says nothing.
 */
const NAMES: Readonly<Record<ManagerRole, readonly string[]>> = {
  // Tools that people write with beside engines; scripts that use them count as people.
  human: [
    'kubectl',
    'kubectl-edit',
    'kubectl-client-side-apply',
    'kubectl-last-applied',
    'kubectl-patch',
    'kubectl-rollout',
    'kubectl-set',
    'kubectl-scale',
    'kubectl-replace',
    'kubectl-create',
    'kubectl-run',
    'kubectl-expose',
    'kubectl-autoscale',
    'kubectl-label',
    'kubectl-annotate',
    'oc',
    'Lens',
    'OpenLens',
    'Freelens',
    'k9s',
    'Mozilla',
  ],
  controller: [
    'kube-controller-manager',
    'horizontal-pod-autoscaler',
    'cloud-controller-manager',
    'kube-scheduler',
    'kubelet',
    'cluster-autoscaler',
    'vpa-recommender',
    'vpa-updater',
    'vpa-admission',
    'vpa-admission-controller',
    'keda',
    'keda-operator',
    'cainjector',
    'cert-manager-cainjector',
    'rollouts-controller',
  ],
  admission: [
    'sidecar-injector',
    'istio-sidecar-injector',
    'linkerd-proxy-injector',
  ],
  engine: [
    'argocd',
    'argocd-controller',
    'argocd-application-controller',
    'kustomize-controller',
    'helm-controller',
    'work-agent',
    'fleetagent',
    'karmada',
    'karmada-agent',
    'karmada-controller-manager',
    'work-api-agent',
    'configsync',
  ],
};

const ROLES: ReadonlyMap<string, ManagerRole> = new Map(
  Object.entries(NAMES).flatMap(([role, names]) =>
    names.map(name => [name, role as ManagerRole] as const),
  ),
);

/** Whatever version stands behind it. */
function plainName(manager: string): string {
  return manager.split('/', 1)[0];
}

export function isManager(manager: string, names: readonly string[]): boolean {
  return names.includes(manager) || names.includes(plainName(manager));
}

/** What a name is known for, where it is known for anything. */
export function roleOfManager(manager: string): ManagerRole | undefined {
  return ROLES.get(plainName(manager));
}
