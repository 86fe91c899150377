import { InputError } from '@backstage/errors';
import { isMap, isScalar, isSeq } from 'yaml';
import type { Edit } from '../manifests';
import { openKustomization } from '../manifests/shared/openKustomization';
import type { Changes } from '../workspace';
import { baseImages } from './baseImages';
import { byHand, changedMeanwhile, registryNote } from './refusals';
import type { ReleaseChange } from './ReleaseChange';
import { repositoryName } from './repositoryName';
import { sameImage } from './sameImage';
import { stateOf } from './stateOf';

type Entry = {
  name: string;
  newName?: string;
  tag?: string;
  digest?: string;
};

/**
 * What has `images` of a kustomization name a release: the entry of the image that runs, else a new
 * one. It gets the digest, and beside it the tag: kustomize writes both since 5.0, and the digest
 * alone before, so that it is pinned in any case, and people read which version it is.
 *
 * @throws ConflictError where it says something else than the plan was made of
 */
export async function editKustomization(
  change: ReleaseChange,
  text: string,
  changes: Changes,
  direction: 'promote' | 'roll-back',
): Promise<{ edits: Edit[]; notes: string[] }> {
  const entries = entriesOf(change, text);
  const groups = new Map<string, ReleaseChange['images']>();
  for (const image of change.images) {
    const running = repositoryName((image.from ?? image.to).repository);
    groups.set(running, [...(groups.get(running) ?? []), image]);
  }
  const images: Record<string, string>[] = [];
  const notes: string[] = [];
  for (const [running, group] of groups) {
    const pair = sameImage(group, `'${running}' in '${change.path}'`);
    const { repository } = pair.from ?? pair.to;
    const own = entries.filter(
      each => repositoryName(each.newName ?? each.name) === running,
    );
    if (own.length > 1) {
      throw byHand(
        change,
        `it has ${own.length} entries of the image '${running}'. Leave one of them, by hand.`,
      );
    }
    const [entry] = own;
    const isTold = entry?.tag !== undefined || entry?.digest !== undefined;
    const below = isTold
      ? []
      : await baseImages(changes, change.path, entry?.name ?? repository);
    const names = [...new Set(below.map(({ name }) => name))];
    if (!entry && names.length > 1) {
      throw byHand(
        change,
        `what it is made of calls the image ${names
          .map(name => `'${name}'`)
          .join(' and ')}. Add an entry of 'images' by hand.`,
      );
    }
    const written = isTold ? entry : below[0]?.written;
    const state = stateOf(written, pair, direction);
    if (state === 'there') continue;
    if (state === 'other') throw changedMeanwhile(change, written, pair);
    if (state === 'untold') {
      notes.push(
        `Which version of '${running}' was configured before cannot be told from '${change.path}' and what it is made of.`,
      );
    }
    const { to } = pair;
    if (to.digest === undefined && to.tag === undefined) {
      throw byHand(
        change,
        `of '${running}' neither a digest nor a tag is known.`,
      );
    }
    if (repositoryName(to.repository) !== running) {
      notes.push(registryNote(repository, to.repository));
    }
    images.push({
      name: entry?.name ?? names[0] ?? repository,
      ...(to.tag === undefined ? {} : { newTag: to.tag }),
      ...(to.digest === undefined ? {} : { digest: to.digest }),
    });
  }
  return {
    edits:
      images.length > 0
        ? [
            {
              edit: 'kustomize-images',
              file: change.path,
              images,
            } as unknown as Edit,
          ]
        : [],
    notes,
  };
}

/** Versions as they are written: `1.10` without quotes is no number. */
function entriesOf(change: ReleaseChange, text: string): Entry[] {
  const manifest = openKustomization(change.path, text);
  const list = manifest.node(['images']);
  if (list === undefined) return [];
  if (!isSeq(list)) {
    const isEmpty = isScalar(list) && list.value === null;
    if (isEmpty) return [];
    throw new InputError(
      `'images' in '${change.path}' is no list. Edit it by hand.`,
    );
  }
  return list.items.flatMap(item => {
    if (!isMap(item)) return [];
    const said = (key: string) => {
      const node = item.get(key, true);
      const value = isScalar(node) ? node.source ?? node.value : undefined;
      return value === undefined || value === null || value === ''
        ? undefined
        : String(value);
    };
    const [name, newName, tag, digest] = [
      'name',
      'newName',
      'newTag',
      'digest',
    ].map(said);
    return name === undefined
      ? []
      : [
          {
            name,
            ...(newName === undefined ? {} : { newName }),
            ...(tag === undefined ? {} : { tag }),
            ...(digest === undefined ? {} : { digest }),
          },
        ];
  });
}
