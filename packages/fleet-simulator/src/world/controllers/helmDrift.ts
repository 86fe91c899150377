import { applyDifferences, type FieldManager } from '../../store/managedFields';
import type { ObjectStore } from '../../store/ObjectStore';
import type { KubernetesObject } from '../../types';

const WRITER: FieldManager = { manager: 'helm-controller', operation: 'Apply' };

/** One object of a release that is not as its chart has it. */
export type HelmDrift = {
  manifest: KubernetesObject;
  /** In the words of `SummarizeDiffSet` of helm-controller. */
  summary: string;
};

/** What of a release differs: as a dry run of a server-side apply would change it. */
export function findDrift(
  store: ObjectStore,
  manifests: readonly KubernetesObject[],
): HelmDrift[] {
  return manifests.flatMap(manifest => {
    const { apiVersion, kind, metadata } = manifest;
    const { namespace, name } = metadata;
    const resource = `${kind}/${namespace}/${name}`;
    const live = store.get({ apiVersion, kind, namespace, name });
    if (!live) return [{ manifest, summary: `${resource} removed` }];
    const counts = applyDifferences(live, manifest, WRITER);
    const { additions, changes, removals } = counts;
    return additions + changes + removals === 0
      ? []
      : [
          {
            manifest,
            summary: `${resource} changed (${additions} additions, ${changes} changes, ${removals} removals)`,
          },
        ];
  });
}

/** Takes back what differs, as far as the API server lets it. */
export function correctDrift(
  store: ObjectStore,
  drift: readonly HelmDrift[],
): void {
  for (const { manifest } of drift) {
    if (store.admission.refusalOf(manifest) === undefined) {
      store.serverSideApply(manifest, WRITER.manager);
    }
  }
}
