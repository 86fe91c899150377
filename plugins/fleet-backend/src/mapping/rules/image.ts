import { ANNOTATION_IMAGE } from '@fleetview/backstage-plugin-fleet-common';
import { quoted, type Rule } from './Rule';

/** The image that a component is built as. */
export const image: Rule = {
  id: 'image',
  find({ image: repository }, index) {
    if (!repository) return [];
    return (index.byImage.get(repository) ?? []).map(({ entity, said }) => ({
      entity,
      evidence: `its image ${quoted(
        repository,
      )} is ${ANNOTATION_IMAGE}: ${quoted(said)}`,
    }));
  },
};
