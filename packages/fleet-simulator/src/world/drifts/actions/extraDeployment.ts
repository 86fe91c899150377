import type { FieldManager } from '../../../store/managedFields';
import { deploymentManifest } from '../../builders/workloads';
import { markOf } from '../../renderManifests';
import type { DriftOptions } from '../driftSchema';
import type { DriftAction, DriftPlace } from './DriftAction';

const MANAGERS = {
  argocd: 'argocd-controller',
  flux: 'kustomize-controller',
  ocm: 'work-agent',
  none: 'kubectl-create',
} as const;

/** A Deployment that was delivered once and has stayed: it bears the marks of its delivery, and is in Git no more. */
export function extraDeployment(
  { world, instance }: DriftPlace,
  { name, version }: DriftOptions & { type: 'extra-deployment' },
): DriftAction {
  const { store, component, namespace, cluster } = instance;
  const { engine } = cluster.delivery;
  const isHelm = engine === 'flux' && component.packaging === 'helm';
  const manager = isHelm ? 'helm-controller' : MANAGERS[engine];
  const by: FieldManager = {
    manager,
    operation: engine === 'none' ? 'Update' : 'Apply',
  };
  const reference = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace,
    name: name ?? `${component.name}-legacy`,
  };
  return {
    reference,
    paths: [],
    by: manager,
    manager,
    begin: () => {
      if (store.get(reference)) return;
      // What it was delivered with has the same owner, where its engine makes itself one.
      const ownerReferences = store.get({
        ...reference,
        name: instance.workload,
      })?.metadata.ownerReferences;
      const object = markOf(
        instance,
        deploymentManifest({
          name: reference.name,
          namespace,
          image: instance.imageOf(version),
          labels: {
            'app.kubernetes.io/part-of': component.system,
            ...(component.binding === 'label' && {
              'backstage.io/kubernetes-id': component.name,
            }),
          },
          replicas: 1,
          port: component.port,
        }),
      );
      if (ownerReferences) object.metadata.ownerReferences = ownerReferences;
      store.create(object, by);
    },
    isPresent: () => store.get(reference) !== undefined,
    healer: () => {
      const argo = world.argoOf(instance);
      const application = argo?.get(instance.applicationName);
      const resources =
        application?.status?.operationState?.syncResult?.resources;
      const isPruned =
        Array.isArray(resources) &&
        resources.some(
          result =>
            result.status === 'Pruned' &&
            result.kind === reference.kind &&
            result.name === reference.name,
        );
      return isPruned ? MANAGERS.argocd : 'unknown';
    },
  };
}
