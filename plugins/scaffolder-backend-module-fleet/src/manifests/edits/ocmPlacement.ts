import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { mapsOf, type YamlPath } from '../../yaml';
import type { Manifest } from '../Manifest';
import { defineEdit } from '../shared/defineEdit';
import { openObject } from '../shared/openObject';
import { namesInput, namesWords, setNames } from '../shared/setNames';
import { object } from '../shared/words';

const PREDICATES = ['spec', 'predicates'];
const SELECTOR = ['requiredClusterSelector', 'labelSelector'];
const label = z
  .string()
  .max(317)
  .regex(
    /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/,
    'is no name of a label',
  );

/** The clusters that a Placement of Open Cluster Management selects. */
export const ocmPlacement = defineEdit({
  name: 'ocm-placement',
  description:
    "Sets 'clusterSets', 'numberOfClusters' and the labels of 'predicates' of a Placement of Open Cluster Management.",
  fileKind: 'objects',
  input: {
    ...object,
    clusterSets: namesInput.describe('The sets of clusters.').optional(),
    numberOfClusters: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .describe('How many clusters are selected.')
      .optional(),
    labels: z
      .array(
        z
          .object({
            key: label,
            value: z
              .string()
              .regex(
                /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/,
                'is no value of a label',
              ),
          })
          .strict(),
      )
      .min(1)
      .max(100)
      .describe("Labels of 'matchLabels' that are there.")
      .optional(),
    expressions: z
      .array(z.object({ key: label, values: namesInput }).strict())
      .min(1)
      .max(100)
      .describe("Values of 'matchExpressions' that are there, with 'In'.")
      .optional(),
  },
  apply(wanted, text) {
    const { clusterSets, numberOfClusters, labels, expressions } = wanted;
    if (!clusterSets && !numberOfClusters && !labels && !expressions) {
      throw new InputError(
        "There is neither 'clusterSets' nor 'numberOfClusters' nor 'labels' nor 'expressions'.",
      );
    }
    const manifest = openObject(
      wanted.file,
      text,
      ['Placement.cluster.open-cluster-management.io'],
      wanted,
    );
    if (clusterSets) {
      setNames(
        manifest,
        ['spec', 'clusterSets'],
        clusterSets,
        'all sets that its namespace is bound to',
      );
    }
    if (numberOfClusters) {
      manifest.set(['spec', 'numberOfClusters'], numberOfClusters);
    }
    for (const { key, value } of labels ?? []) {
      manifest.set(labelAt(manifest, key), value);
    }
    for (const { key, values } of expressions ?? []) {
      setNames(manifest, valuesAt(manifest, key), values, 'no cluster');
    }
    return {
      manifest,
      what: `${manifest.value(['metadata', 'name'])}: ${[
        clusterSets && `sets ${namesWords(clusterSets)}`,
        numberOfClusters && `${numberOfClusters} clusters`,
        ...(labels ?? []).map(({ key, value }) => `${key} is ${value}`),
        ...(expressions ?? []).map(
          ({ key, values }) => `${key} ${namesWords(values)}`,
        ),
      ]
        .filter(Boolean)
        .join(', ')}`,
    };
  },
});

/** Of several predicates one is enough for a cluster: which is meant has to be certain. */
function labelAt(manifest: Manifest, key: string): YamlPath {
  return onlyOne(
    manifest,
    mapsOf(manifest.value(PREDICATES))
      .map(({ index }) => [
        ...PREDICATES,
        index,
        ...SELECTOR,
        'matchLabels',
        key,
      ])
      .filter(path => manifest.has(path)),
    `the label '${key}' in 'matchLabels'`,
  );
}

function valuesAt(manifest: Manifest, key: string): YamlPath {
  return onlyOne(
    manifest,
    mapsOf(manifest.value(PREDICATES)).flatMap(({ index }) => {
      const list = [...PREDICATES, index, ...SELECTOR, 'matchExpressions'];
      return mapsOf(manifest.value(list))
        .filter(({ map }) => map.key === key && map.operator === 'In')
        .map(each => [...list, each.index, 'values']);
    }),
    `'${key}' with the operator 'In' in 'matchExpressions'`,
  );
}

function onlyOne(
  manifest: Manifest,
  paths: readonly YamlPath[],
  what: string,
): YamlPath {
  const [first, ...others] = paths;
  if (!first || others.length > 0) {
    throw new InputError(
      `'spec.predicates' in '${manifest.file}' have ${what} ${paths.length} times. Only where it is there once it is edited.`,
    );
  }
  return first;
}
