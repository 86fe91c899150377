import { InputError } from '@backstage/errors';
import { isMap } from 'yaml';
import { parseDocuments } from '../../yaml';
import { Manifest } from '../Manifest';

/** A file that is one kustomization. @throws InputError where it is something else */
export function openKustomization(file: string, text: string): Manifest {
  const documents = parseDocuments(text);
  const refuse = (because: string) =>
    new InputError(`'${file}' is no kustomization that is edited: ${because}.`);
  if ('because' in documents) throw refuse(documents.because);
  const [first, ...others] = documents;
  if (!first || !isMap(first.document.contents)) {
    throw refuse('it has no fields');
  }
  if (others.length > 0) throw refuse('it has several documents');
  const manifest = new Manifest(file, text, 0);
  const [kind, apiVersion] = [['kind'], ['apiVersion']].map(path =>
    manifest.value(path),
  );
  const isOne =
    (kind === undefined || kind === 'Kustomization' || kind === 'Component') &&
    (apiVersion === undefined ||
      `${apiVersion}`.startsWith('kustomize.config.k8s.io/'));
  if (!isOne) throw refuse(`it is of the kind '${kind}' of '${apiVersion}'`);
  return manifest;
}
