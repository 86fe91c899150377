import { FLUX_TYPES } from '../../api/resourceTypes';
import { FieldManager } from '../../store/managedFields';
import { ObjectStore } from '../../store/ObjectStore';
import { FluxSource } from '../kinds';

/** What asks for a run, for one in any case, and for counting failures anew; and where it is answered. */
const REQUESTS = {
  'reconcile.fluxcd.io/requestedAt': 'lastHandledReconcileAt',
  'reconcile.fluxcd.io/forceAt': 'lastHandledForceAt',
  'reconcile.fluxcd.io/resetAt': 'lastHandledResetAt',
} as const;

const MANAGERS: Record<string, string> = {
  'source.toolkit.fluxcd.io': 'source-controller',
  'kustomize.toolkit.fluxcd.io': 'kustomize-controller',
  'helm.toolkit.fluxcd.io': 'helm-controller',
};

/** What of an object's requests is not answered yet, as fields of its status. */
export function openRequests(object: FluxSource): Record<string, string> {
  const { annotations = {} } = object.metadata;
  return Object.fromEntries(
    Object.entries(REQUESTS).flatMap(([annotation, field]) => {
      const requested = annotations[annotation];
      const isForReleases = field !== 'lastHandledReconcileAt';
      if (!requested || object.status?.[field] === requested) return [];
      return isForReleases && object.kind !== 'HelmRelease'
        ? []
        : [[field, requested]];
    }),
  );
}

/**
 * Says of every object that nothing else runs for that its requests and its
 * present specification were seen. Whatever is suspended stays as it is.
 *
 * @param isRunElsewhere - whether a controller of its own answers for it
 */
export function answerFluxRequests(
  store: ObjectStore,
  isRunElsewhere: (object: FluxSource) => boolean,
): void {
  for (const type of FLUX_TYPES) {
    for (const { object: stored } of store.list(type)) {
      const object = stored as FluxSource;
      if (object.spec.suspend || isRunElsewhere(object)) continue;
      const answers = openRequests(object);
      const { generation } = object.metadata;
      const isStale = object.status?.observedGeneration !== generation;
      if (Object.keys(answers).length === 0 && !isStale) continue;
      const by: FieldManager = {
        manager: MANAGERS[type.group] ?? 'image-reflector-controller',
        operation: 'Update',
        subresource: 'status',
      };
      store.update<FluxSource>(
        {
          apiVersion: object.apiVersion,
          kind: object.kind,
          namespace: object.metadata.namespace,
          name: object.metadata.name,
        },
        draft => {
          draft.status = {
            ...draft.status,
            ...answers,
            observedGeneration: generation,
          };
        },
        by,
      );
    }
  }
}
