import type { Deployment } from '../../kinds';
import type { DriftOptions } from '../driftSchema';
import type { DriftAction, DriftPlace } from './DriftAction';
import {
  imageElements,
  lastOwner,
  workloadReference,
} from './workloadReference';

/** Somebody changes the image of the workload with kubectl. */
export function editImage(
  { instance }: DriftPlace,
  { manager, version }: DriftOptions & { type: 'edit-image' },
): DriftAction {
  const { store, workload } = instance;
  const reference = workloadReference(instance);
  const image = instance.imageOf(version);
  const live = () => store.get<Deployment>(reference);
  return {
    reference,
    paths: [
      `.spec.template.spec.containers[name=${JSON.stringify(workload)}].image`,
    ],
    by: manager,
    manager,
    desired: instance.imageOf(instance.desiredVersion),
    actual: image,
    begin: () => {
      store.update<Deployment>(
        reference,
        draft => {
          draft.spec.template.spec.containers[0].image = image;
          store.admission.check(draft);
        },
        { manager, operation: 'Update' },
      );
    },
    isPresent: () =>
      instance.desiredVersion !== version &&
      live()?.spec.template.spec.containers[0].image === image,
    healer: () =>
      instance.desiredVersion === version
        ? 'git'
        : lastOwner(live(), imageElements(workload)),
  };
}
