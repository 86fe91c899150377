import { z } from 'zod/v3';
import { defineEdit } from '../shared/defineEdit';
import { openObject } from '../shared/openObject';
import { setObjectValues } from '../shared/setObjectValues';
import { object as which, values } from '../shared/words';
import { valueWords } from '../shared/valueWords';

/** An object, or a patch of one that is a file of its own. */
export const object = defineEdit({
  name: 'object',
  description:
    'Sets values of an object, or of a patch of one in a file of its own. Only what is allowed to be taken into Git: images, replicas, requests and their like.',
  fileKind: 'objects',
  input: {
    kind: z
      .string()
      .min(1)
      .max(253)
      .describe("Its kind with its group: 'Deployment.apps', 'ConfigMap'."),
    ...which,
    values: values.describe('The values.'),
  },
  apply(wanted, text, allowed) {
    const { file, kind } = wanted;
    const manifest = openObject(file, text, [kind], wanted);
    setObjectValues(manifest, { at: [] }, kind, wanted.values, allowed);
    return { manifest, what: valueWords(wanted.values) };
  },
});
