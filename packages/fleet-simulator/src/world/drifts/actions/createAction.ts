import type { DriftOptions } from '../driftSchema';
import { autoscale } from './autoscale';
import { deleteConfiguration } from './deleteConfiguration';
import type { DriftAction, DriftPlace } from './DriftAction';
import { editImage } from './editImage';
import { extraDeployment } from './extraDeployment';
import { failedApply } from './failedApply';
import { injectSidecar } from './injectSidecar';

/** What is asked for, on one cluster. */
export function createAction(
  place: DriftPlace,
  options: DriftOptions,
): DriftAction {
  switch (options.type) {
    case 'edit-image':
      return editImage(place, options);
    case 'autoscale':
      return autoscale(place, options);
    case 'inject-sidecar':
      return injectSidecar(place, options);
    case 'delete-configuration':
      return deleteConfiguration(place);
    case 'extra-deployment':
      return extraDeployment(place, options);
    default:
      return failedApply(place, options);
  }
}
