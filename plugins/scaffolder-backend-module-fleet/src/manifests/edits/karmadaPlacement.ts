import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { mapsOf, textsOf, type YamlPath } from '../../yaml';
import type { Manifest } from '../Manifest';
import { defineEdit } from '../shared/defineEdit';
import { openObject } from '../shared/openObject';
import { namesInput, namesWords, setNames } from '../shared/setNames';
import { object } from '../shared/words';

const PLACEMENT = ['spec', 'placement'];

/** The clusters that a policy of Karmada places on. */
export const karmadaPlacement = defineEdit({
  name: 'karmada-placement',
  description:
    "Adds clusters to, and takes them out of, 'clusterNames' of the cluster affinity of a PropagationPolicy or ClusterPropagationPolicy of Karmada.",
  fileKind: 'objects',
  input: {
    kind: z
      .enum(['PropagationPolicy', 'ClusterPropagationPolicy'])
      .describe('The kind of the policy.'),
    ...object,
    affinity: z
      .string()
      .min(1)
      .max(253)
      .describe("Which of 'clusterAffinities', by its 'affinityName'.")
      .optional(),
    clusters: namesInput.describe('The clusters.'),
  },
  apply(wanted, text) {
    const { file, kind, affinity, clusters } = wanted;
    const manifest = openObject(
      file,
      text,
      [`${kind}.policy.karmada.io`],
      wanted,
    );
    const at = affinityAt(manifest, affinity);
    const excluded = textsOf(manifest.value([...at, 'exclude']));
    const out = clusters.add?.find(name => excluded.includes(name));
    if (out) {
      throw new InputError(
        `'${[...at, 'exclude'].join(
          '.',
        )}' in '${file}' has '${out}', which counts more. Edit it by hand.`,
      );
    }
    setNames(
      manifest,
      [...at, 'clusterNames'],
      clusters,
      'clusters that labels or fields select, or all',
    );
    return {
      manifest,
      what: `${manifest.value(['metadata', 'name'])}: ${namesWords(clusters)}`,
    };
  },
});

function affinityAt(manifest: Manifest, affinity?: string): YamlPath {
  const several = [...PLACEMENT, 'clusterAffinities'];
  const { file } = manifest;
  if (!manifest.has(several)) {
    if (affinity) {
      throw new InputError(`'${file}' has no 'clusterAffinities'.`);
    }
    return [...PLACEMENT, 'clusterAffinity'];
  }
  if (manifest.has([...PLACEMENT, 'clusterAffinity'])) {
    throw new InputError(
      `'${file}' has both 'clusterAffinity' and 'clusterAffinities', which Karmada refuses. Leave one of them, by hand.`,
    );
  }
  const all = mapsOf(manifest.value(several));
  const found = all.filter(
    ({ map }) => !affinity || map.affinityName === affinity,
  );
  const [first, ...others] = found;
  if (!first || others.length > 0) {
    throw new InputError(
      `'${file}' has ${
        found.length || 'no'
      } affinities that may be meant, of ${all
        .map(({ map }) => `'${map.affinityName}'`)
        .join(', ')}. Name one by 'affinity'.`,
    );
  }
  return [...several, first.index];
}
