import { defineEdit } from '../shared/defineEdit';
import { imageWords } from '../shared/imageWords';
import { openObject } from '../shared/openObject';
import { setImages } from '../shared/setImages';
import { images, object } from '../shared/words';

/** `spec.images` of a Kustomization of Flux. */
export const fluxKustomization = defineEdit({
  name: 'flux-kustomization',
  description:
    "Sets entries of 'spec.images' of a Kustomization of Flux; one that is not there is added.",
  fileKind: 'objects',
  input: { ...object, images: images.describe('The images.') },
  apply(wanted, text) {
    const manifest = openObject(
      wanted.file,
      text,
      ['Kustomization.kustomize.toolkit.fluxcd.io'],
      wanted,
    );
    const notes = setImages(manifest, ['spec', 'images'], wanted.images);
    return { manifest, notes, what: imageWords(wanted.images) };
  },
});
