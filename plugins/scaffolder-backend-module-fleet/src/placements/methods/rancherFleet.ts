import path from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import { isMap } from 'yaml';
import { checkObjectName, printManifests } from '../../clusters';
import { Manifest, openObject } from '../../manifests';
import { mapsOf, parseDocuments, type Json, type YamlPath } from '../../yaml';
import { need } from '../need';
import { newValues, ofCluster } from '../newValues';
import type { Placed, Placement } from '../Placement';
import type { MethodRules } from './MethodRules';

/** Targets of Rancher Fleet: in a `fleet.yaml`, or of a GitRepo. */
export const rancherFleet: MethodRules = {
  takes: ['file', 'name', 'namespace', 'values'],
  needs: ['file'],
  checkCluster: name => void checkObjectName('clusters', name),
  async place(placement, changes): Promise<Placed> {
    const file = need(
      placement,
      'file',
      "it is a 'fleet.yaml', or has a GitRepo.",
    );
    const text = await changes.read(file);
    const isFleet = path.posix.basename(file) === 'fleet.yaml';
    if (text === undefined) {
      if (!isFleet) {
        throw new InputError(
          `There is no file '${file}' in what was fetched of the repository. Name the one that has the GitRepo, or a 'fleet.yaml'.`,
        );
      }
      return {
        placed: [...placement.clusters],
        notes: await writeFleet(placement, changes, file),
      };
    }
    const manifest = isFleet
      ? openFleet(file, text)
      : openObject(file, text, ['GitRepo.fleet.cattle.io'], placement);
    const done = isFleet
      ? placeInFleet(placement, manifest)
      : placeInGitRepo(placement, manifest);
    if (manifest.text !== text) changes.write(file, manifest.text);
    return done;
  },
};

async function writeFleet(
  placement: Placement,
  changes: Parameters<MethodRules['place']>[1],
  file: string,
): Promise<string[]> {
  const { clusters } = placement;
  const targets = clusters.map(each => customisationOf(placement, each));
  changes.write(
    file,
    // What it is called is of no meaning to Fleet: it has neither a kind nor a version.
    printManifests([{ targetCustomizations: targets } as never]),
  );
  return [`'${file}' is new.`, decides(file)];
}

function customisationOf(placement: Placement, cluster: string) {
  const values = newValues(ofCluster(placement.values, cluster));
  return {
    name: cluster,
    clusterName: cluster,
    ...(Object.keys(values).length > 0 ? { helm: { values } } : {}),
  };
}

function decides(file: string): string {
  return `Whether a cluster gets what is in the folder of '${file}' is decided by the targets of its GitRepo: check that they have these clusters.`;
}

function placeInFleet(placement: Placement, manifest: Manifest): Placed {
  const { file } = manifest;
  const done: Placed = { placed: [], notes: [] };
  const overrides = ['overrideTargets'];
  const hasOverrides = manifest.has(overrides);
  if (!hasOverrides) done.notes.push(decides(file));
  for (const cluster of placement.clusters) {
    const own = ['targetCustomizations'];
    const isThere = isTarget(manifest, own, cluster);
    const isChosen = hasOverrides
      ? isTarget(manifest, overrides, cluster)
      : true;
    if (!isThere) append(manifest, own, customisationOf(placement, cluster));
    if (!isChosen) append(manifest, overrides, { clusterName: cluster });
    if (isThere && isChosen) {
      done.notes.push(
        `'${file}' has a target for '${cluster}' already, which stays as it is.`,
      );
    } else done.placed.push(cluster);
    if (!isThere) done.notes.push(...before(manifest, own, cluster));
  }
  return done;
}

function placeInGitRepo(placement: Placement, manifest: Manifest): Placed {
  if (placement.values) {
    throw new InputError(
      `'values' mean nothing to a GitRepo, which only says where something goes: name the 'fleet.yaml' for these.`,
    );
  }
  const done: Placed = { placed: [], notes: [] };
  const at = ['spec', 'targets'];
  if (!manifest.has(at)) {
    throw new InputError(
      `The GitRepo in '${manifest.file}' has no 'spec.targets', which means the cluster group 'default' of its namespace: with a target it would be that alone. Edit it by hand.`,
    );
  }
  for (const cluster of placement.clusters) {
    if (isTarget(manifest, at, cluster)) {
      done.notes.push(
        `'${manifest.file}' has a target for '${cluster}' already, which stays as it is.`,
      );
      continue;
    }
    append(manifest, at, { name: cluster, clusterName: cluster });
    done.placed.push(cluster);
  }
  return done;
}

/** @throws ConflictError where its name is another's, or nothing is deployed there */
function isTarget(manifest: Manifest, at: YamlPath, cluster: string): boolean {
  const all = mapsOf(manifest.value(at));
  const own = all.find(({ map }) => map.clusterName === cluster);
  if (own?.map.doNotDeploy === true) {
    throw new ConflictError(
      `'${at.join('.')}' in '${
        manifest.file
      }' says that nothing is deployed on '${cluster}' ('doNotDeploy'). Take that out first, where it is meant.`,
    );
  }
  const other = all.find(
    ({ map }) => map.name === cluster && map.clusterName !== cluster,
  );
  if (!own && other) {
    throw new ConflictError(
      `'${at.join('.')}' in '${
        manifest.file
      }' has a target '${cluster}' already (${[...at, other.index].join(
        '.',
      )}), and it is not of the cluster of that name alone. It is left as it is: rename it, or edit it by hand.`,
    );
  }
  return own !== undefined;
}

function append(manifest: Manifest, at: YamlPath, entry: Json): void {
  const list = manifest.value(at);
  if (list === undefined) manifest.set(at, [entry]);
  else if (Array.isArray(list)) manifest.set([...at, list.length], entry);
  else {
    throw new InputError(
      `'${at.join('.')}' in '${manifest.file}' is no list. Edit it by hand.`,
    );
  }
}

/** The first target that matches a cluster counts alone. */
function before(manifest: Manifest, at: YamlPath, cluster: string): string[] {
  const wide = mapsOf(manifest.value(at)).filter(
    ({ map }) => map.clusterName === undefined,
  );
  return wide.length > 0
    ? [
        `'${manifest.file}' has targets before that of '${cluster}' which select by labels or groups: where one of them is of the cluster, that counts and the new one does not.`,
      ]
    : [];
}

function openFleet(file: string, text: string): Manifest {
  const documents = parseDocuments(text);
  if (
    'because' in documents ||
    documents.length !== 1 ||
    !isMap(documents[0].document.contents)
  ) {
    throw new InputError(`'${file}' is no 'fleet.yaml' of one document.`);
  }
  return new Manifest(file, text, 0);
}
