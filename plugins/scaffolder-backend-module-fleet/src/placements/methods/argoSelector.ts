import { InputError } from '@backstage/errors';
import { generatorsOf, openObject } from '../../manifests';
import { mapsOf, textsOf } from '../../yaml';
import { checkLabelValue } from '../../clusters';
import { need } from '../need';
import type { Placed } from '../Placement';
import { writeNew } from '../writeNew';
import {
  KIND,
  NEW_NOTE,
  newApplicationSet,
  sourceNotes,
} from './applicationSet';
import type { MethodRules } from './MethodRules';

/** The selector of a cluster generator of an ApplicationSet. */
export const argoSelector: MethodRules = {
  takes: ['file', 'name', 'namespace', 'label', 'source'],
  needs: ['file', 'label'],
  checkCluster: name => void checkLabelValue('clusters', name),
  async place(placement, changes): Promise<Placed> {
    const { clusters, folder } = placement;
    const file = need(
      placement,
      'file',
      'it is the one of the ApplicationSet.',
    );
    const label = need(
      placement,
      'label',
      'it is what clusters are chosen by.',
    );
    const told = `Argo CD chooses a cluster by the label '${label}' of its Secret, which has to have the cluster's name: a cluster without it is left out, and nothing says so.`;
    const text = await changes.read(file);
    if (text === undefined) {
      const made = newApplicationSet(
        placement,
        {
          clusters: {
            selector: {
              matchExpressions: [
                { key: label, operator: 'In', values: [...clusters] },
              ],
            },
          },
        },
        { name: '{{ .name }}', label: '{{ .nameNormalized }}' },
      );
      const notes = await writeNew(changes, folder, file, [made]);
      return { placed: [...clusters], notes: [...notes, NEW_NOTE, told] };
    }
    const manifest = openObject(file, text, [KIND], placement);
    const generators = generatorsOf(manifest).filter(({ at }) =>
      manifest.has([...at, 'clusters']),
    );
    const isOfAll = generators.some(({ at }) => {
      const selector = manifest.value([...at, 'clusters', 'selector']) as
        | { [key: string]: unknown }
        | undefined;
      return !selector || Object.keys(selector).length === 0;
    });
    if (isOfAll) {
      return {
        placed: [],
        notes: [
          `'${file}' selects all clusters that Argo CD knows: ${clusters
            .map(each => `'${each}'`)
            .join(', ')} ${
            clusters.length > 1 ? 'are' : 'is'
          } among them where Argo CD knows them.`,
        ],
      };
    }
    const found = generators.flatMap(({ at }) => {
      const list = [...at, 'clusters', 'selector', 'matchExpressions'];
      return mapsOf(manifest.value(list))
        .filter(({ map }) => map.key === label && map.operator === 'In')
        .map(({ index }) => ({
          at: [...list, index, 'values'],
          selector: [...at, 'clusters', 'selector'],
        }));
    });
    const [first, ...others] = found;
    if (!first || others.length > 0) {
      throw new InputError(
        `'${file}' has ${
          found.length || 'no'
        } cluster generators that select by '${label}' with 'In' ('matchExpressions'). Only where there is one it gets a name; else label the cluster as it selects, or edit it by hand.`,
      );
    }
    const done: Placed = {
      placed: [],
      notes: [told, ...sourceNotes(placement, manifest)],
    };
    const also = ['matchLabels', 'matchExpressions'].some(key => {
      const value = manifest.value([...first.selector, key]);
      return key === 'matchLabels'
        ? value !== undefined
        : mapsOf(value).length > 1;
    });
    if (also) {
      done.notes.push(
        `'${file}' selects by more than '${label}': the clusters have to be as all of it says.`,
      );
    }
    for (const cluster of clusters) {
      const there = textsOf(manifest.value(first.at));
      if (there.includes(cluster)) {
        done.notes.push(
          `'${file}' selects '${cluster}' already, and stays as it is.`,
        );
        continue;
      }
      manifest.set([...first.at, there.length], cluster);
      done.placed.push(cluster);
    }
    if (manifest.text !== text) changes.write(file, manifest.text);
    return done;
  },
};
