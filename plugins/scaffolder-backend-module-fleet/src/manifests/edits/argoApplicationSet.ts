import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { whyNever } from '../../allowed';
import type { Manifest } from '../Manifest';
import { setArgoSource, sourceInput } from '../shared/argoSource';
import { defineEdit } from '../shared/defineEdit';
import { elementsOf, generatorsOf } from '../shared/listGenerators';
import { openObject } from '../shared/openObject';
import { setValues } from '../shared/setValues';
import { object, values, type Values } from '../shared/words';
import { valueWords } from '../shared/valueWords';

const KIND = 'ApplicationSet.argoproj.io';

/** Generators that may have a template of their own. */
const KINDS_OF_GENERATORS = [
  'list',
  'clusters',
  'git',
  'scmProvider',
  'clusterDecisionResource',
  'pullRequest',
  'matrix',
  'merge',
  'plugin',
] as const;

/** An element of a list generator of an ApplicationSet. */
export const argoApplicationSetElement = defineEdit({
  name: 'argo-application-set-element',
  description:
    'Sets values of one element of a list generator of an ApplicationSet of Argo CD, also where that is within a matrix or merge generator.',
  fileKind: 'objects',
  input: {
    ...object,
    element: z
      .record(z.string().max(1000))
      .describe(
        "Which element: what is named has to be the same, as in 'element: { cluster: prod-euw1-a }'.",
      ),
    values: values.describe("What the element is to say: 'revision', say."),
  },
  apply(wanted, text) {
    const manifest = openObject(wanted.file, text, [KIND], wanted);
    setElement(manifest, wanted.element, wanted.values);
    return {
      manifest,
      what: `${manifest.value(['metadata', 'name'])} ${Object.values(
        wanted.element,
      ).join(' ')}: ${valueWords(wanted.values)}`,
    };
  },
});

/** The template of an ApplicationSet. */
export const argoApplicationSetTemplate = defineEdit({
  name: 'argo-application-set-template',
  description:
    "Sets 'targetRevision', values and parameters of Helm, and images of kustomize in the template of an ApplicationSet of Argo CD: of all its Applications at once.",
  fileKind: 'objects',
  input: { ...object, ...sourceInput },
  apply(wanted, text) {
    const manifest = openObject(wanted.file, text, [KIND], wanted);
    const over = [
      ...(manifest.has(['spec', 'templatePatch']) ? ['templatePatch'] : []),
      ...generatorsOf(manifest).flatMap(({ at }) =>
        KINDS_OF_GENERATORS.filter(kind =>
          manifest.has([...at, kind, 'template']),
        ).map(kind => `${kind}.template`),
      ),
    ];
    if (over.length > 0) {
      throw new InputError(
        `'${wanted.file}' has '${over[0]}' as well, which may set the same and counts instead. Edit it by hand.`,
      );
    }
    const { what, notes } = setArgoSource(
      manifest,
      ['spec', 'template', 'spec'],
      wanted,
    );
    return {
      manifest,
      what: `${manifest.value(['metadata', 'name'])}: ${what}`,
      notes: [
        ...notes,
        `All Applications of the ApplicationSet in '${wanted.file}' get it at once, unless its strategy has steps.`,
      ],
    };
  },
});

function setElement(
  manifest: Manifest,
  element: Record<string, string>,
  own: Values,
): void {
  const { file } = manifest;
  const wanted = Object.entries(element);
  if (wanted.length === 0) {
    throw new InputError(
      "'element' names nothing by which an element is known.",
    );
  }
  const all = elementsOf(manifest);
  const found = all.filter(({ map }) =>
    wanted.every(
      ([key, value]) => Object.hasOwn(map, key) && `${map[key]}` === value,
    ),
  );
  const [first, ...others] = found;
  if (!first) {
    throw new InputError(
      `No list generator in '${file}' has an element of ${wordsOf(
        wanted,
      )}, of ${
        all.length
      } that are there. Elements that are made elsewhere ('elementsYaml', files in Git) are edited where they are.`,
    );
  }
  if (others.length > 0) {
    throw new InputError(
      `List generators in '${file}' have ${found.length} elements of ${wordsOf(
        wanted,
      )}. Name more of the one that is meant.`,
    );
  }
  setValues(manifest, { at: first.at }, own, ([step, ...rest], value) =>
    'field' in step && Object.hasOwn(element, step.field) && rest.length === 0
      ? 'It is what the element is known by.'
      : whyNever(
          { kind: 'ApplicationSet', group: 'argoproj.io' },
          [{ field: 'elements' }, step, ...rest],
          value,
        ),
  );
}

function wordsOf(wanted: readonly (readonly [string, string])[]): string {
  return wanted.map(([key, value]) => `'${key}: ${value}'`).join(' and ');
}
