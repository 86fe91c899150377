import { setArgoSource, sourceInput } from '../shared/argoSource';
import { defineEdit } from '../shared/defineEdit';
import { openObject } from '../shared/openObject';
import { object } from '../shared/words';

/** An Application of Argo CD. */
export const argoApplication = defineEdit({
  name: 'argo-application',
  description:
    "Sets 'targetRevision', values and parameters of Helm, and images of kustomize in a source of an Application of Argo CD.",
  fileKind: 'objects',
  input: { ...object, ...sourceInput },
  apply(wanted, text) {
    const manifest = openObject(
      wanted.file,
      text,
      ['Application.argoproj.io'],
      wanted,
    );
    const { what, notes } = setArgoSource(manifest, ['spec'], wanted);
    return {
      manifest,
      notes,
      what: `${manifest.value(['metadata', 'name'])}: ${what}`,
    };
  },
});
