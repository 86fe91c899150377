import path from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import { openKustomization, openObject, templateIn } from '../../manifests';
import type { Changes } from '../../workspace';
import {
  kustomizationOf,
  mapsOf,
  objectOf,
  parseDocuments,
  textsOf,
  type Json,
} from '../../yaml';
import { need } from '../need';
import type { Placement } from '../Placement';
import { writeNew } from '../writeNew';

const KIND = 'ManifestWorkReplicaSet.work.open-cluster-management.io';
/** More than that a hub refuses. */
const MOST_BYTES = 500 * 1024;
/** What a kustomization may say without its objects being others than its files have. */
const PLAIN = ['apiVersion', 'kind', 'metadata', 'resources', 'buildMetadata'];

/**
 * Has what is brought to clusters name the Placement: a ManifestWorkReplicaSet that is there, or a
 * new one of the objects of a folder.
 *
 * @returns sentences for whoever reviews it
 */
export async function referFromWork(
  placement: Placement,
  changes: Changes,
): Promise<string[]> {
  const { name, namespace, work } = placement;
  if (!work) return [];
  const { file } = work;
  const text = await changes.read(file);
  if (text === undefined) return writeWork(placement, changes, file);
  const manifest = openObject(file, text, [KIND], {
    ...(work.name ? { name: work.name } : {}),
    ...(namespace ? { namespace } : {}),
  });
  const at = ['spec', 'placementRefs'];
  const list = manifest.value(at);
  if (mapsOf(list).some(({ map }) => map.name === name)) {
    return [`'${file}' refers to the Placement '${name}' already.`];
  }
  if (Array.isArray(list)) manifest.set([...at, list.length], { name });
  else manifest.set(at, [{ name }]);
  changes.write(file, manifest.text);
  return [`'${file}' refers to the Placement '${name}' now.`];
}

async function writeWork(
  placement: Placement,
  changes: Changes,
  file: string,
): Promise<string[]> {
  const { name, namespace, work, folder, base } = placement;
  if (!base) {
    throw new InputError(
      `There is no file '${file}' in what was fetched of the repository ('work'). Correct its path, or name the folder of the objects that a new one is to bring ('base').`,
    );
  }
  const manifests = await objectsOf(changes, base);
  const notes = await writeNew(changes, folder, file, [
    {
      apiVersion: 'work.open-cluster-management.io/v1alpha1',
      kind: 'ManifestWorkReplicaSet',
      metadata: {
        name: work?.name ?? name,
        namespace:
          namespace ??
          need(placement, 'namespace', 'it is that of the Placement.'),
      },
      spec: {
        cascadeDeletionPolicy: 'Background',
        placementRefs: [{ name }],
        manifestWorkTemplate: { workload: { manifests } },
      },
    },
  ]);
  return [
    ...notes,
    `'${file}' has a copy of what '${base}' has by now: what changes there later is not in it.`,
  ];
}

async function objectsOf(changes: Changes, base: string): Promise<Json[]> {
  const files = await filesOf(changes, base);
  const objects: Json[] = [];
  let bytes = 0;
  for (const [file, text] of files) {
    const refuse = (because: string) =>
      new ConflictError(
        `'${file}' is not brought: ${because} Leave 'base' out, and write the ManifestWorkReplicaSet by hand.`,
      );
    const documents = parseDocuments(text);
    if ('because' in documents) {
      throw refuse(`it cannot be read as YAML (${documents.because}).`);
    }
    bytes += Buffer.byteLength(text);
    if (bytes > MOST_BYTES) throw refuse('it would be too large for a hub.');
    for (const { document } of documents) {
      if (document.contents === null) continue;
      const object = objectOf(document);
      if (!object) throw refuse('it has something that is no object.');
      if (object.kind === 'Secret' || document.has('sops')) {
        throw refuse('it has a Secret, which is not copied.');
      }
      if (object.kind.endsWith('List')) throw refuse('it has a list.');
      const value = document.toJS({ maxAliasCount: 100 }) as Json;
      if (templateIn(value)) throw refuse('it has templates in it.');
      objects.push(value);
    }
  }
  if (objects.length > 0) return objects;
  throw new InputError(
    `There are no objects in '${base}' of what was fetched of the repository.`,
  );
}

/** What a kustomization makes of files only kustomize knows. */
async function filesOf(
  changes: Changes,
  base: string,
): Promise<[string, string][]> {
  const kustomization = await kustomizationOf(changes, base);
  if (!kustomization) {
    const { files, unread } = await changes.tree(base);
    const [first] = unread.keys();
    if (first) throw new InputError(`'${first}' cannot be read.`);
    return [...files].sort();
  }
  const manifest = openKustomization(kustomization.file, kustomization.text);
  const said = Object.keys((manifest.value([]) as object | undefined) ?? {});
  const more = said.find(key => !PLAIN.includes(key));
  const names = textsOf(manifest.value(['resources']));
  const folder = names.find(each => !/^[\w][\w./-]*\.ya?ml$/.test(each));
  if (more || folder) {
    throw new InputError(
      `'${kustomization.file}' has '${
        more ?? folder
      }': what it makes of its files takes kustomize. Name a folder of plain objects, or write the ManifestWorkReplicaSet by hand.`,
    );
  }
  const files: [string, string][] = [];
  for (const each of names) {
    const file = path.posix.join(base, each);
    const text = await changes.read(file);
    if (text === undefined) {
      throw new InputError(
        `'${kustomization.file}' lists '${each}', which is not there.`,
      );
    }
    files.push([file, text]);
  }
  return files;
}
