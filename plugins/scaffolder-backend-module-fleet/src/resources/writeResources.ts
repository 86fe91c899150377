import path from 'node:path';
import { InputError } from '@backstage/errors';
import { isMap, isSeq, type Document } from 'yaml';
import { fileNameOf, type Changes } from '../workspace';
import {
  editFile,
  findObjects,
  listInKustomization,
  onlyOne,
  unreadWords,
  type FoundObject,
} from '../yaml';
import type { ContainerResources } from './checkResources';
import { resourcesPatch } from './resourcesPatch';
import { checkAgainstWorkload, setResources } from './setResources';
import { podSpecPath, type WorkloadName } from './workloads';

/**
 * Changes what a workload asks for, where the repository says it: in a patch that is there, else
 * in the workload itself, else in a new patch.
 *
 * @param folder - below which the workload is looked for, and where a new patch goes
 * @returns sentences for whoever reviews it
 * @throws InputError where it is not clear what to change
 */
export async function writeResources(
  workload: WorkloadName,
  containers: readonly ContainerResources[],
  changes: Changes,
  folder: string,
): Promise<string[]> {
  const { kind, namespace, name } = workload;
  const { found, unread } = await findObjects(
    await changes.tree(folder),
    name,
    object =>
      object.kind === kind &&
      object.name === name &&
      // Where a kustomization sets the namespace, the object has none.
      (!namespace || !object.namespace || object.namespace === namespace),
  );
  const isWhole = ({ document }: FoundObject) => hasImages(document, workload);
  for (const { file, document } of found)
    refuseReference(file, document, workload);
  // What a patch of a Rollout says of containers takes the place of the Rollout's own, with their
  // images: only one that lists containers already is edited, and none is added to it.
  const isRollout = kind === 'Rollout';
  const patches = found.filter(
    each =>
      !isWhole(each) &&
      (!isRollout || isSeq(containersOf(each.document, workload))),
  );
  const wholes = found.filter(isWhole);
  const there = patches.length > 0 ? patches : wholes;
  if (there.length > 0) {
    const { file, index } = onlyOne(
      { found: there, unread },
      `${kind} '${name}'`,
      folder,
    );
    const text = (await changes.read(file)) ?? '';
    const isPatch = patches.length > 0;
    const edited = editFile(file, text, (document, at) => {
      if (at !== index) return 'keep';
      const mayAdd = isPatch && !isRollout;
      const isChanged = setResources(document, kind, containers, mayAdd);
      if (isPatch && wholes.length === 1) {
        checkAgainstWorkload(document, wholes[0].document, kind, containers);
      }
      return isChanged ? 'changed' : 'keep';
    });
    if (edited !== undefined) changes.write(file, edited);
    return [
      edited === text
        ? `'${file}' says so already: nothing changes.`
        : `'${file}' says what ${kind} '${name}' asks for.`,
    ];
  }
  if (kind === 'Rollout') {
    throw new InputError(
      `There is no Rollout '${name}' below '${folder}', and a patch is not written of one: kustomize would replace its containers by those of the patch, without their images. Name the folder that has the Rollout itself.${unreadWords(
        unread,
      )}`,
    );
  }
  const file = path.posix.join(
    folder,
    `${fileNameOf(['resources', namespace ?? '', kind, name])}.yaml`,
  );
  if ((await changes.read(file)) !== undefined) {
    throw new InputError(
      `There is a file '${file}' already, and it is not of ${kind} '${name}'. Name another folder.`,
    );
  }
  changes.write(file, resourcesPatch(workload, containers));
  const kustomization = await listInKustomization(changes, 'patches', file);
  return [
    `'${file}' is a patch of what ${kind} '${name}' asks for.`,
    kustomization
      ? `It is listed in '${kustomization}'.`
      : `There is no kustomization in '${folder}' of what was fetched: a patch that no kustomization lists changes nothing.`,
    ...(unread.size > 0 ? [unreadWords(unread).trim()] : []),
  ];
}

/** A patch names containers; only the workload itself says what image they run. */
function hasImages(document: Document.Parsed, workload: WorkloadName): boolean {
  const containers = containersOf(document, workload);
  return (
    isSeq(containers) &&
    containers.items.some(item => isMap(item) && item.has('image'))
  );
}

function containersOf(
  document: Document.Parsed,
  { kind }: WorkloadName,
): unknown {
  return document.getIn([...podSpecPath(kind), 'containers']);
}

/** A Rollout may take its containers from a Deployment: then it has none of its own. */
function refuseReference(
  file: string,
  document: Document.Parsed,
  { kind, name }: WorkloadName,
): void {
  if (kind !== 'Rollout' || !document.hasIn(['spec', 'workloadRef'])) return;
  const [of, its] = ['kind', 'name'].map(key =>
    document.getIn(['spec', 'workloadRef', key]),
  );
  throw new InputError(
    `The Rollout '${name}' in '${file}' takes its containers from ${
      typeof of === 'string' && typeof its === 'string'
        ? `the ${of} '${its}'`
        : 'another workload'
    } (spec.workloadRef): change what that asks for.`,
  );
}
