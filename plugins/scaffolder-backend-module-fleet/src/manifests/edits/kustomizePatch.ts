import { InputError } from '@backstage/errors';
import { isMap } from 'yaml';
import { z } from 'zod/v3';
import {
  mapsOf,
  objectOf,
  parseDocuments,
  textsOf,
  type Json,
} from '../../yaml';
import type { Inline, Manifest } from '../Manifest';
import { checkFile } from '../shared/checkFile';
import { defineEdit } from '../shared/defineEdit';
import { openKustomization } from '../shared/openKustomization';
import { kindOf } from '../shared/openObject';
import { setObjectValues } from '../shared/setObjectValues';
import { objectName, values } from '../shared/words';
import { valueWords } from '../shared/valueWords';

/** A patch that is written within a kustomization. */
export const kustomizePatch = defineEdit({
  name: 'kustomize-patch',
  description:
    "Sets values of a strategic merge patch that is written within a kustomization ('patches[].patch'). A patch that is a file of its own is edited as 'object'.",
  fileKind: 'kustomization',
  input: {
    kind: z
      .string()
      .min(1)
      .max(253)
      .describe("The kind that it is of, with its group: 'Deployment.apps'."),
    name: objectName.describe('The object that it is of.'),
    namespace: objectName.describe('Its namespace.').optional(),
    values: values.describe('The values.'),
  },
  apply(wanted, text, allowed) {
    checkFile(wanted.file, 'kustomization');
    const manifest = openKustomization(wanted.file, text);
    const { kind, name, namespace } = wanted;
    // Where a patch has a target, that counts, whatever the patch itself is called.
    const found = inlines(manifest).filter(({ object, target }) =>
      target
        ? target.kind === kind.split('.')[0] && target.name === name
        : object &&
          kindOf(object) === kind &&
          object.name === name &&
          (!namespace || object.namespace === namespace),
    );
    const [first, ...others] = found;
    if (!first || others.length > 0) {
      throw new InputError(
        `'${wanted.file}' has ${
          found.length || 'no'
        } patches written within it that are of ${kind} '${name}'. ${
          first
            ? 'Edit the one that is meant by hand.'
            : "Of one that is a file, name that file, with the edit 'object'."
        }`,
      );
    }
    if (
      !first.isMerge ||
      first.target?.labelSelector ||
      first.target?.annotationSelector
    ) {
      throw new InputError(
        `The patch in '${wanted.file}' that is of ${kind} '${name}' has operations, or may be of other objects as well. Edit it by hand.`,
      );
    }
    setObjectValues(
      manifest,
      { inline: first.inline },
      kind,
      wanted.values,
      allowed,
    );
    return { manifest, what: valueWords(wanted.values) };
  },
});

type Target = { [key: string]: Json };

function isTarget(value: Json | undefined): value is Target {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inlines(manifest: Manifest) {
  const texts: {
    path: (string | number)[];
    text: Json | undefined;
    target?: Target;
  }[] = [
    ...mapsOf(manifest.value(['patches'])).map(({ map, index }) => ({
      path: ['patches', index, 'patch'],
      text: map.patch,
      ...(isTarget(map.target) ? { target: map.target } : {}),
    })),
    ...textsOf(manifest.value(['patchesStrategicMerge'])).map(
      (text, index) => ({ path: ['patchesStrategicMerge', index], text }),
    ),
  ];
  return texts.flatMap(({ path, text, target }) => {
    if (typeof text !== 'string' || !text.includes('\n')) return [];
    const documents = parseDocuments(text, { onlyToSearch: true });
    if ('because' in documents) return [];
    return documents.map(({ document }, index) => ({
      inline: { path, index } satisfies Inline,
      object: objectOf(document),
      isMerge: isMap(document.contents),
      target,
    }));
  });
}
