import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { apiVersionOf, podSpecPath, WORKLOAD_KINDS } from '../../resources';
import { groupOf, mapsOf, type Json, type YamlPath } from '../../yaml';
import type { Manifest } from '../Manifest';
import { defineEdit } from '../shared/defineEdit';
import { openObject } from '../shared/openObject';
import { imageReference, object, objectName } from '../shared/words';

const MANIFESTS = {
  ManifestWorkReplicaSet: [
    'spec',
    'manifestWorkTemplate',
    'workload',
    'manifests',
  ],
  ManifestWork: ['spec', 'workload', 'manifests'],
} as const;

/** An image in what Open Cluster Management brings to clusters. */
export const ocmWork = defineEdit({
  name: 'ocm-work',
  description:
    'Sets the image of a container of a workload among the manifests of a ManifestWorkReplicaSet or ManifestWork of Open Cluster Management.',
  fileKind: 'objects',
  input: {
    kind: z
      .enum(['ManifestWorkReplicaSet', 'ManifestWork'])
      .describe('The kind of the object.'),
    ...object,
    workload: z
      .object({
        kind: z.enum(WORKLOAD_KINDS),
        name: objectName,
        namespace: objectName.optional(),
      })
      .strict()
      .describe('The workload among its manifests.'),
    container: objectName.describe('The container.'),
    image: imageReference.describe(
      "The whole image, with a tag or a digest: 'registry.example/shop:1.2'.",
    ),
  },
  apply(wanted, text) {
    const { file, kind, image } = wanted;
    const manifest = openObject(
      file,
      text,
      [`${kind}.work.open-cluster-management.io`],
      wanted,
    );
    const at = workloadAt(manifest, MANIFESTS[kind], wanted.workload);
    const pod = [...at, ...podSpecPath(wanted.workload.kind)];
    const found = ['containers', 'initContainers'].flatMap(list =>
      mapsOf(manifest.value([...pod, list]))
        .filter(({ map }) => map.name === wanted.container)
        .map(({ index }) => [...pod, list, index, 'image']),
    );
    const [first, ...others] = found;
    if (!first || others.length > 0) {
      throw new InputError(
        `The ${wanted.workload.kind} '${
          wanted.workload.name
        }' in '${file}' has ${found.length || 'no'} containers '${
          wanted.container
        }'.`,
      );
    }
    manifest.set(first, image);
    return {
      manifest,
      what: `${wanted.workload.name} ${wanted.container} is ${image}`,
    };
  },
});

function workloadAt(
  manifest: Manifest,
  list: YamlPath,
  workload: {
    kind: (typeof WORKLOAD_KINDS)[number];
    name: string;
    namespace?: string;
  },
): YamlPath {
  const { kind, name, namespace } = workload;
  const found = mapsOf(manifest.value(list)).filter(({ map }) => {
    const metadata = map.metadata as { [key: string]: Json } | undefined;
    return (
      map.kind === kind &&
      groupOf(map.apiVersion) === groupOf(apiVersionOf(kind)) &&
      metadata?.name === name &&
      (!namespace || metadata?.namespace === namespace)
    );
  });
  const [first, ...others] = found;
  if (!first || others.length > 0) {
    throw new InputError(
      `'${list.join('.')}' in '${manifest.file}' have ${
        found.length || 'no'
      } of ${kind} '${name}'. ${
        first ? 'Name the namespace of the one that is meant.' : ''
      }`.trim(),
    );
  }
  return [...list, first.index];
}
