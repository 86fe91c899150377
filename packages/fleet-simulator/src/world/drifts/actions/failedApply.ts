import { createImagePolicy } from '../../../admission/imagePolicy';
import type { Deployment } from '../../kinds';
import type { DriftOptions } from '../driftSchema';
import { deliverVersion } from './deliverVersion';
import type { DriftAction, DriftPlace } from './DriftAction';
import {
  imageElements,
  lastOwner,
  workloadReference,
} from './workloadReference';

/** A version is delivered, and a policy of the cluster refuses its workload. */
export function failedApply(
  place: DriftPlace,
  { version, policy }: DriftOptions & { type: 'failed-apply' },
): DriftAction {
  const { instance, id } = place;
  const { store, namespace, workload } = instance;
  const reference = workloadReference(instance);
  const image = instance.imageOf(version);
  const live = () => store.get<Deployment>(reference);
  return {
    reference,
    paths: [
      `.spec.template.spec.containers[name=${JSON.stringify(workload)}].image`,
    ],
    by: policy,
    desired: image,
    actual: instance.imageOf(instance.desiredVersion),
    begin: isPast => {
      const refusing = createImagePolicy({
        name: policy,
        rule: 'check-signature',
        namespace,
        workload,
        refuses: 'workload',
        isRefused: each => each === image,
      });
      store.admission.add({ ...refusing, name: id });
      deliverVersion(place, version, isPast);
    },
    isPresent: () =>
      instance.desiredVersion === version &&
      live()?.spec.template.spec.containers[0].image !== image,
    healer: () =>
      instance.desiredVersion === version
        ? lastOwner(live(), imageElements(workload))
        : 'git',
    end: () => store.admission.remove(id),
  };
}
