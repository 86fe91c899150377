import { toTimestamp } from '../../../clock';
import type { FieldManager } from '../../../store/managedFields';
import { autoscalerStatus } from '../../controllers/Background';
import type { Deployment } from '../../kinds';
import type { DriftOptions } from '../driftSchema';
import type { DriftAction, DriftPlace } from './DriftAction';
import { lastOwner, workloadReference } from './workloadReference';

const MANAGER = 'kube-controller-manager';
const SCALER: FieldManager = {
  manager: MANAGER,
  operation: 'Update',
  subresource: 'scale',
};

/** An autoscaler that somebody has made beside the delivery scales the workload by its scale subresource. */
export function autoscale(
  { world, instance }: DriftPlace,
  { replicas }: DriftOptions & { type: 'autoscale' },
): DriftAction {
  const { store, component, namespace } = instance;
  const reference = workloadReference(instance);
  const scaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    namespace,
    name: component.name,
  };
  const live = () => store.get<Deployment>(reference);
  const createScaler = () => {
    if (store.get(scaler)) return;
    const { apiVersion, kind, name } = scaler;
    store.create(
      {
        apiVersion,
        kind,
        metadata: { name, namespace },
        spec: {
          scaleTargetRef: {
            apiVersion: reference.apiVersion,
            kind: reference.kind,
            name: reference.name,
          },
          // Never back to what is delivered.
          minReplicas: replicas,
          maxReplicas: replicas + 1,
          metrics: [
            {
              type: 'Resource',
              resource: {
                name: 'cpu',
                target: { type: 'Utilization', averageUtilization: 80 },
              },
            },
          ],
        },
      },
      { manager: 'kubectl-autoscale', operation: 'Update' },
    );
  };
  return {
    reference,
    paths: ['.spec.replicas'],
    by: MANAGER,
    manager: MANAGER,
    desired: String(instance.replicas),
    actual: String(replicas),
    begin: () => {
      createScaler();
      store.update<Deployment>(
        reference,
        draft => {
          draft.spec.replicas = replicas;
        },
        SCALER,
      );
      store.update(
        scaler,
        draft => {
          draft.status = autoscalerStatus(
            replicas,
            replicas,
            toTimestamp(world.clock.now()),
          );
        },
        { manager: MANAGER, operation: 'Update', subresource: 'status' },
      );
    },
    isPresent: () => {
      const deployment = live();
      return (
        deployment !== undefined &&
        (deployment.spec.replicas ?? 1) !== instance.replicas
      );
    },
    healer: () => lastOwner(live(), ['f:spec', 'f:replicas']),
    end: () => {
      store.delete(scaler);
    },
  };
}
