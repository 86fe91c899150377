import { ANNOTATION_KUBERNETES_ID } from '@fleetview/backstage-plugin-fleet-common';
import { quoted, type Rule } from './Rule';

/** The label that the Kubernetes plugin knows components by. */
export const kubernetesId: Rule = {
  id: 'kubernetes-id',
  find({ labels }, index) {
    const id = labels[ANNOTATION_KUBERNETES_ID];
    if (!id) return [];
    return (index.byKubernetesId.get(id) ?? []).map(entity => ({
      entity,
      evidence: `label ${ANNOTATION_KUBERNETES_ID}=${quoted(id)}`,
    }));
  },
};
