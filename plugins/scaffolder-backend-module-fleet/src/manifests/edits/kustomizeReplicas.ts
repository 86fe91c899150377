import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { mapsOf } from '../../yaml';
import { defineEdit } from '../shared/defineEdit';
import { newEntry } from '../shared/newEntry';
import { openKustomization } from '../shared/openKustomization';
import { objectName } from '../shared/words';

/** `replicas` of a kustomization. */
export const kustomizeReplicas = defineEdit({
  name: 'kustomize-replicas',
  description:
    "Sets 'count' of entries of 'replicas' of a kustomization; one that is not there is added.",
  fileKind: 'kustomization',
  input: {
    replicas: z
      .array(
        z
          .object({
            name: objectName.describe('The workload.'),
            count: z.number().int().min(0).max(100_000),
          })
          .strict(),
      )
      .min(1)
      .max(100)
      .describe('The workloads, and how many pods each is to have.'),
  },
  apply(wanted, text) {
    const manifest = openKustomization(wanted.file, text);
    const notes: string[] = [];
    for (const { name, count } of wanted.replicas) {
      const list = manifest.value(['replicas']);
      const own = mapsOf(list).filter(({ map }) => map.name === name);
      if (own.length > 1) {
        throw new InputError(
          `'replicas' in '${manifest.file}' has ${own.length} entries of '${name}'. Leave one of them, by hand.`,
        );
      }
      const [there] = own;
      if (!there) notes.push(newEntry(manifest, ['replicas'], `'${name}'`));
      if (there) manifest.set(['replicas', there.index, 'count'], count);
      else if (Array.isArray(list)) {
        manifest.set(['replicas', list.length], { name, count });
      } else manifest.set(['replicas'], [{ name, count }]);
    }
    return {
      manifest,
      notes,
      what: wanted.replicas
        .map(({ name, count }) => `${name} has ${count} replicas`)
        .join(', '),
    };
  },
});
