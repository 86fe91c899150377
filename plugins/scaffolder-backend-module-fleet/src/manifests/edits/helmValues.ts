import { InputError } from '@backstage/errors';
import { isMap } from 'yaml';
import { parseDocuments } from '../../yaml';
import { Manifest } from '../Manifest';
import { defineEdit } from '../shared/defineEdit';
import { setHelmValues } from '../shared/helmValues';
import { values } from '../shared/words';
import { valueWords } from '../shared/valueWords';

/** A file of a chart's values. */
export const helmValues = defineEdit({
  name: 'helm-values',
  description: "Sets values in a file of a chart's values.",
  fileKind: 'values',
  input: { values: values.describe('The values.') },
  apply(wanted, text) {
    const { file } = wanted;
    const documents = parseDocuments(text);
    const refuse = (because: string) =>
      new InputError(`'${file}' is no file of values: ${because}.`);
    if ('because' in documents) {
      throw new InputError(
        `'${file}' cannot be read as YAML: ${documents.because}. Nothing was changed.`,
      );
    }
    const [first, ...others] = documents;
    if (others.length > 0) throw refuse('it has several documents');
    if (!first || !isMap(first.document.contents)) {
      throw refuse('it has no fields');
    }
    if (first.document.has('apiVersion') && first.document.has('kind')) {
      throw refuse('it is an object. Use the edit that is of its kind');
    }
    const manifest = new Manifest(file, text, 0);
    setHelmValues(manifest, { at: [] }, wanted.values);
    return { manifest, what: valueWords(wanted.values) };
  },
});
