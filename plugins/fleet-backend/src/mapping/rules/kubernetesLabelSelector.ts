import { ANNOTATION_KUBERNETES_LABEL_SELECTOR } from '@fleetview/backstage-plugin-fleet-common';
import { quoted, type Rule } from './Rule';

/** The selector by which the Kubernetes plugin finds what belongs to a component. */
export const kubernetesLabelSelector: Rule = {
  id: 'kubernetes-label-selector',
  find({ labels }, index) {
    return index.selectors.matching(labels).map(({ entity, selector }) => ({
      entity,
      evidence: `its labels match ${ANNOTATION_KUBERNETES_LABEL_SELECTOR}: ${quoted(
        selector,
      )}`,
    }));
  },
};
