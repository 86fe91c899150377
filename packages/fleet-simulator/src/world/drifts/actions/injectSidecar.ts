import { copyObject, type KubernetesObject } from '../../../types';
import type { Deployment } from '../../kinds';
import type { DriftOptions } from '../driftSchema';
import { deliverVersion } from './deliverVersion';
import type { DriftAction, DriftPlace } from './DriftAction';
import { workloadReference } from './workloadReference';

/**
 * A mutating webhook adds a container when the engine writes. The API server notes
 * owners before it asks webhooks: nobody owns the container, and the engine's entry has
 * the second of the write if the engine itself changed something with it.
 */
export function injectSidecar(
  place: DriftPlace,
  { container, image, version }: DriftOptions & { type: 'inject-sidecar' },
): DriftAction {
  const { instance, id } = place;
  const { store } = instance;
  const reference = workloadReference(instance);
  const isMeant = ({ kind, metadata }: KubernetesObject) =>
    kind === reference.kind &&
    metadata.namespace === reference.namespace &&
    metadata.name === reference.name;
  const has = (object: KubernetesObject | undefined) =>
    (object as Deployment | undefined)?.spec.template.spec.containers.some(
      ({ name }) => name === container,
    ) ?? false;
  return {
    reference,
    paths: [
      `.spec.template.spec.containers[name=${JSON.stringify(container)}]`,
    ],
    by: 'sidecar-injector',
    actual: image,
    begin: isPast => {
      store.admission.addMutation({
        name: id,
        mutate: object => {
          if (!isMeant(object) || has(object)) return object;
          const mutated = copyObject(object) as Deployment;
          mutated.spec.template.spec.containers.push({
            name: container,
            image,
            imagePullPolicy: 'IfNotPresent',
            resources: { requests: { cpu: '10m', memory: '40Mi' } },
          });
          return mutated;
        },
      });
      deliverVersion(place, version ?? instance.desiredVersion, isPast);
    },
    isPresent: () => has(store.get(reference)),
    healer: () => 'unknown',
    end: () => store.admission.removeMutation(id),
  };
}
