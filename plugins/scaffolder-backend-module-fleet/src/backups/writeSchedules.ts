import path from 'node:path';
import { ConflictError } from '@backstage/errors';
import { checkLabel, printManifests } from '../clusters';
import { checkOverlay } from '../layout';
import { Manifest } from '../manifests';
import type { Changes } from '../workspace';
import {
  findAnywhere,
  listInKustomization,
  textsOf,
  type FoundObject,
  type Json,
} from '../yaml';
import type { BackupSchedule } from './BackupSchedule';
import { COMPONENT, scheduleManifest, valuesOf } from './scheduleManifest';

/** More than once an hour is seldom meant. */
const MANY_A_DAY = 24;

/**
 * Writes the Schedule of a component's backups where the repository has what is applied on each of
 * some clusters. One that is there and of the same component is edited, with its comments kept.
 *
 * @param folder - the one that has `clusters` and the others, from the root of the repository
 * @returns sentences for whoever reviews it
 * @throws ConflictError where a Schedule of that name is of something else; then nothing is written
 */
export async function writeSchedules(
  backups: BackupSchedule,
  clusters: readonly string[],
  changes: Changes,
  folder: string,
): Promise<string[]> {
  // A name of a cluster is a folder: what comes from the fleet is checked as what is written.
  for (const cluster of clusters) checkLabel('clusters', cluster);
  return changes.whole(async () => {
    const notes: string[] = [];
    for (const cluster of clusters) {
      notes.push(...(await writeOne(backups, cluster, changes, folder)));
    }
    return [...new Set([...notes, ...notesOf(backups)])];
  });
}

async function writeOne(
  backups: BackupSchedule,
  cluster: string,
  changes: Changes,
  folder: string,
): Promise<string[]> {
  const { overlay: own, notes } =
    backups.place === 'infrastructure'
      ? await checkOverlay(changes, folder, cluster, 'infrastructure')
      : {
          overlay: path.posix.join(folder, 'clusters', cluster),
          notes: [
            "'clusters' has to be what is applied on each cluster itself, as its own Flux does: what a hub applies comes to the hub.",
          ],
        };
  const { name, veleroNamespace: namespace } = backups;
  const wanted = {
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    name,
    namespace,
  };
  const looked = await findAnywhere(changes, own, wanted);
  const base = path.posix.join(folder, 'infrastructure', 'base');
  const ofAll =
    backups.place === 'infrastructure'
      ? await findAnywhere(changes, base, wanted)
      : { found: [], notes: [] };
  notes.push(...looked.notes, ...ofAll.notes);
  if (ofAll.found.length > 0) {
    throw new ConflictError(
      `'${ofAll.found[0].file}' has a Schedule '${name}' already, for all clusters that are made of '${base}'. It is left as it is: name these backups otherwise.`,
    );
  }
  const [there, ...others] = looked.found;
  if (others.length > 0) {
    throw new ConflictError(
      `The Schedule '${name}' is there ${
        looked.found.length
      } times: in ${looked.found
        .map(({ file }) => `'${file}'`)
        .join(', ')}. Leave one of them, by hand.`,
    );
  }
  if (there) return [...notes, ...(await edit(backups, there, changes))];
  const file = path.posix.join(own, `velero-schedule-${name}.yaml`);
  if ((await changes.read(file)) !== undefined) {
    throw new ConflictError(
      `There is a file '${file}' already, and it has no Schedule '${namespace}/${name}' in it. It is not overwritten: name the backups otherwise.`,
    );
  }
  const isFirst = (await changes.tree(own)).files.size === 0;
  changes.write(file, printManifests([scheduleManifest(backups)]));
  const listed = await listInKustomization(changes, 'resources', file);
  if (listed) return notes;
  if (backups.place === 'clusters' || !isFirst) {
    return [
      ...notes,
      `There is no kustomization in '${own}' that lists it: check that all files there are applied.`,
    ];
  }
  changes.write(
    path.posix.join(own, 'kustomization.yaml'),
    printManifests([
      {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources: [path.posix.basename(file)],
      },
    ]),
  );
  return [
    ...notes,
    `'${own}' is new, and has nothing of a base: it takes something that applies it.`,
  ];
}

/** What somebody else wrote stays as it is. */
async function edit(
  backups: BackupSchedule,
  { file, index, document }: FoundObject,
  changes: Changes,
): Promise<string[]> {
  const { component, name, namespaces } = backups;
  const owner = document.getIn(['metadata', 'annotations', COMPONENT]);
  if (owner !== component) {
    throw new ConflictError(
      `'${file}' has a Schedule '${name}' already, which ${
        typeof owner === 'string'
          ? `is of '${owner.slice(0, 200)}'`
          : `does not say whose it is (the annotation '${COMPONENT}')`
      }. It is left as it is: name these backups otherwise, or give it the annotation '${COMPONENT}: ${component}' where it is meant.`,
    );
  }
  const text = (await changes.read(file)) ?? '';
  const manifest = new Manifest(file, text, index);
  const excluded = textsOf(
    manifest.value(['spec', 'template', 'excludedNamespaces']),
  );
  const out = namespaces.find(
    each => excluded.includes(each) || excluded.includes('*'),
  );
  if (out) {
    throw new ConflictError(
      `'spec.template.excludedNamespaces' in '${file}' leaves '${out}' out, which counts more. Edit it by hand.`,
    );
  }
  for (const [at, value] of valuesOf(backups)) {
    const own: Json = typeof value === 'object' ? [...value] : value;
    manifest.set(at, own);
  }
  if (manifest.text !== text) changes.write(file, manifest.text);
  const limits = [
    'labelSelector',
    'orLabelSelectors',
    'includedResources',
    'excludedResources',
  ].filter(key => manifest.has(['spec', 'template', key]));
  const storage = manifest.value(['spec', 'template', 'storageLocation']);
  return [
    manifest.changed.length === 0
      ? `'${file}' says so already, and stays as it is.`
      : `'${file}' has the Schedule already: ${manifest.changed
          .map(({ path: at }) => `'${at}'`)
          .join(', ')} ${manifest.changed.length > 1 ? 'change' : 'changes'}.`,
    ...(manifest.value(['spec', 'paused']) === true
      ? [`The Schedule in '${file}' is paused, and stays so.`]
      : []),
    ...(limits.length > 0
      ? [
          `The Schedule in '${file}' backs up a part only (${limits.join(
            ', ',
          )}), as before.`,
        ]
      : []),
    ...(!backups.storageLocation && storage
      ? [`The Schedule in '${file}' keeps its own storage location.`]
      : []),
  ];
}

function notesOf({
  veleroNamespace,
  storageLocation,
  volumes,
  timesADay,
}: BackupSchedule): string[] {
  return [
    `Velero has to run in the namespace '${veleroNamespace}' of each cluster, with ${
      storageLocation
        ? `the storage location '${storageLocation}'`
        : 'a storage location that is its default'
    }; whether it does was not looked at. Times are those of Velero's own time zone, mostly UTC.`,
    ...(volumes === 'none' ? ['Nothing that is on volumes is backed up.'] : []),
    ...(volumes === 'file-system'
      ? ["It takes Velero's node agent, which reads the files of volumes."]
      : []),
    ...(volumes === 'snapshot-moved'
      ? ["It takes Velero's node agent, and snapshots by CSI."]
      : []),
    ...(timesADay > MANY_A_DAY
      ? [`A backup is made ${timesADay} times a day: check that this is meant.`]
      : []),
  ];
}
