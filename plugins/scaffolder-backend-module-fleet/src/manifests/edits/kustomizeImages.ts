import { defineEdit } from '../shared/defineEdit';
import { imageWords } from '../shared/imageWords';
import { openKustomization } from '../shared/openKustomization';
import { setImages } from '../shared/setImages';
import { images } from '../shared/words';

/** `images` of a kustomization. */
export const kustomizeImages = defineEdit({
  name: 'kustomize-images',
  description:
    "Sets 'newName', 'newTag' or 'digest' of entries of 'images' of a kustomization; one that is not there is added.",
  fileKind: 'kustomization',
  input: { images: images.describe('The images.') },
  apply(wanted, text) {
    const manifest = openKustomization(wanted.file, text);
    const notes = setImages(manifest, ['images'], wanted.images);
    return { manifest, notes, what: imageWords(wanted.images) };
  },
});
