import type { FleetAdapter } from '@fleetview/backstage-plugin-fleet-node';

/**
 * Kinds of Kubernetes that no adapter reads and that are delivered all the same, as
 * `group/Kind`.
 */
const BUILT_IN: Readonly<Record<string, string>> = {
  '/ConfigMap': 'configmaps',
  '/LimitRange': 'limitranges',
  '/Namespace': 'namespaces',
  '/PersistentVolume': 'persistentvolumes',
  '/PersistentVolumeClaim': 'persistentvolumeclaims',
  '/ResourceQuota': 'resourcequotas',
  '/Secret': 'secrets',
  '/Service': 'services',
  '/ServiceAccount': 'serviceaccounts',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration':
    'mutatingwebhookconfigurations',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy':
    'validatingadmissionpolicies',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding':
    'validatingadmissionpolicybindings',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration':
    'validatingwebhookconfigurations',
  'apiextensions.k8s.io/CustomResourceDefinition': 'customresourcedefinitions',
  'apiregistration.k8s.io/APIService': 'apiservices',
  'apps/DaemonSet': 'daemonsets',
  'apps/Deployment': 'deployments',
  'apps/StatefulSet': 'statefulsets',
  'autoscaling/HorizontalPodAutoscaler': 'horizontalpodautoscalers',
  'batch/CronJob': 'cronjobs',
  'batch/Job': 'jobs',
  'networking.k8s.io/Ingress': 'ingresses',
  'networking.k8s.io/IngressClass': 'ingressclasses',
  'networking.k8s.io/NetworkPolicy': 'networkpolicies',
  'policy/PodDisruptionBudget': 'poddisruptionbudgets',
  'rbac.authorization.k8s.io/ClusterRole': 'clusterroles',
  'rbac.authorization.k8s.io/ClusterRoleBinding': 'clusterrolebindings',
  'rbac.authorization.k8s.io/Role': 'roles',
  'rbac.authorization.k8s.io/RoleBinding': 'rolebindings',
  'scheduling.k8s.io/PriorityClass': 'priorityclasses',
  'storage.k8s.io/StorageClass': 'storageclasses',
};

/**
 * The plural of a kind, as the audit log has it; nothing where it is not known. It is not
 * guessed: what is of another resource would be told of this one.
 */
export function pluralOf(
  adapters: readonly FleetAdapter[],
  { group, kind }: { group: string; kind: string },
): string | undefined {
  const key = `${group}/${kind}`;
  if (Object.hasOwn(BUILT_IN, key)) return BUILT_IN[key];
  for (const { watches, looks = [] } of adapters) {
    const found = [...watches, ...looks].find(
      each => each.group === group && each.kind === kind && each.plural !== '*',
    );
    if (found) return found.plural;
  }
  return undefined;
}
