import path from 'node:path';
import { ConflictError, InputError } from '@backstage/errors';
import {
  parseDriftPath,
  type PathStep,
} from '@fleetview/backstage-plugin-fleet-common';
import { stringify } from 'yaml';
import { whyNotAllowed, type AllowedPaths } from '../../allowed';
import { printManifests } from '../../clusters';
import { checkOverlay } from '../../layout';
import {
  editManifest,
  openKustomization,
  refuseSecrets,
  templateIn,
} from '../../manifests';
import { apiVersionOf } from '../../resources';
import type { Changes } from '../../workspace';
import {
  kustomizationOf,
  listInKustomization,
  textsOf,
  type Json,
} from '../../yaml';
import { checkFileName } from '../checkClusterName';
import { ofCluster } from '../newValues';
import type { Placed, PlacedPatch, Placement } from '../Placement';
import type { MethodRules } from './MethodRules';

/** Folders that are looked into. */
const MOST = 500;

/** An overlay of the component in that of the cluster. */
export const kustomize: MethodRules = {
  takes: ['name', 'base', 'images', 'replicas', 'patches'],
  needs: [],
  checkCluster: checkFileName,
  async place(placement, changes, allowed): Promise<Placed> {
    const { name, clusters, folder } = placement;
    const base = path.posix.normalize(
      placement.base ?? path.posix.join(folder, 'apps', 'base', name),
    );
    if (!(await kustomizationOf(changes, base))) {
      throw new InputError(
        `There is no kustomization in '${base}' of what was fetched of the repository. Name the folder that the component's is in ('base').`,
      );
    }
    const done: Placed = { placed: [], notes: [] };
    for (const cluster of clusters) {
      const { overlay, notes } = await checkOverlay(
        changes,
        folder,
        cluster,
        'apps',
      );
      done.notes.push(...notes);
      const own = path.posix.join(overlay, name);
      const by = await whereNamed(changes, overlay, base, [own]);
      if (by) {
        done.notes.push(
          `'${by}' brings '${base}' to '${cluster}' already, which stays as it is.`,
        );
        continue;
      }
      const there = await kustomizationOf(changes, own);
      if (there) {
        checkIsOf(there, own, base);
        done.notes.push(
          `'${there.file}' is there already, and stays as it is.`,
        );
      } else {
        await writeOverlay(placement, { changes, allowed, own, base, cluster });
      }
      const listed = await list(changes, overlay, own, done.notes);
      if (!there || listed) done.placed.push(cluster);
    }
    return done;
  },
};

/**
 * The kustomization by which a cluster's overlay has the base already: kustomize builds nothing
 * that has an object twice.
 *
 * @param except - folders that are not looked into
 */
async function whereNamed(
  changes: Changes,
  overlay: string,
  base: string,
  except: readonly string[],
): Promise<string | undefined> {
  const waiting = [overlay];
  const seen = new Set<string>(except);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    if (seen.size > MOST) {
      throw new InputError(
        `'${overlay}' is made of more than ${MOST} folders: whether it has '${base}' is not known. Add it by hand.`,
      );
    }
    seen.add(next);
    const found = await kustomizationOf(changes, next);
    if (!found) continue;
    const folders = foldersOf(found, next);
    if (folders.includes(base)) return found.file;
    waiting.push(...folders);
  }
  return undefined;
}

function foldersOf(
  { file, text }: { file: string; text: string },
  folder: string,
): string[] {
  const manifest = openKustomization(file, text);
  return ['resources', 'bases', 'components']
    .flatMap(key => textsOf(manifest.value([key])))
    .filter(each => !/^[\w+.-]+:|\.ya?ml$/.test(each))
    .map(each => path.posix.join(folder, each).replace(/\/$/, ''))
    .filter(each => each !== '..' && !each.startsWith('../'));
}

function checkIsOf(
  there: { file: string; text: string },
  own: string,
  base: string,
): void {
  if (foldersOf(there, own).includes(base)) return;
  throw new ConflictError(
    `'${there.file}' is there already, and does not name '${base}': it is something else. It is left as it is: give this another name, or edit it by hand.`,
  );
}

async function writeOverlay(
  placement: Placement,
  there: {
    changes: Changes;
    allowed: AllowedPaths;
    own: string;
    base: string;
    cluster: string;
  },
): Promise<void> {
  const { changes, allowed, own, base, cluster } = there;
  const file = path.posix.join(own, 'kustomization.yaml');
  const patches = ofCluster(placement.patches, cluster).map(each => ({
    patch: patchOf(each, allowed),
  }));
  let text = printManifests([
    {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: [path.posix.relative(own, base)],
      ...(patches.length > 0 ? { patches } : {}),
    },
  ]);
  // As when they are set in a kustomization that is there: with the same checks.
  const images = ofCluster(placement.images, cluster).map(
    ({ cluster: _, ...image }) => image,
  );
  if (images.length > 0) {
    text = editManifest(
      { edit: 'kustomize-images', file, images },
      text,
      allowed,
    ).text;
  }
  const replicas = ofCluster(placement.replicas, cluster).map(
    ({ cluster: _, ...each }) => each,
  );
  if (replicas.length > 0) {
    text = editManifest(
      { edit: 'kustomize-replicas', file, replicas },
      text,
      allowed,
    ).text;
  }
  const others = [...(await changes.tree(own)).files.keys()];
  if (others.length > 0) {
    throw new ConflictError(
      `There are files in '${own}' already, and no kustomization: ${others
        .slice(0, 5)
        .map(each => `'${each}'`)
        .join(', ')}. They are left as they are: give this another name.`,
    );
  }
  changes.write(file, text);
}

/** A strategic merge patch of one value. */
function patchOf(
  { kind, name, path: at, value }: PlacedPatch,
  allowed: AllowedPaths,
): string {
  const refuse = (because: string) =>
    new InputError(
      `'${at.slice(0, 200)}' of ${kind} '${name}' is not written: ${because}`,
    );
  const steps = parseDriftPath(at);
  if (!steps || steps.length === 0) {
    throw refuse(
      "It is no path. Write it as in 'spec.replicas' or 'spec.template.spec.containers[name=app].resources.limits.memory'.",
    );
  }
  const apiVersion = apiVersionOf(kind);
  const [group] = apiVersion.split('/');
  const because =
    whyNotAllowed(allowed, { kind, group }, steps, value) ??
    refuseSecrets(steps, value);
  if (because) throw refuse(because);
  const mark = templateIn([at, value]);
  if (mark)
    throw refuse(`it has '${mark}', which engines take for a template.`);
  return stringify(
    { apiVersion, kind, metadata: { name }, ...(nest(steps, value) as object) },
    { lineWidth: 0, compat: 'yaml-1.1' },
  );
}

function nest(steps: readonly PathStep[], value: Json): Json {
  return steps.reduceRight<Json>((inner, step) => {
    if ('field' in step) return { [step.field]: inner };
    if (!('keys' in step) || typeof inner !== 'object') {
      throw new InputError('A list gets no item that has only its key.');
    }
    return [{ ...Object.fromEntries(step.keys), ...inner }];
  }, value);
}

/** Has the cluster's overlay bring it. @returns whether that is new */
async function list(
  changes: Changes,
  overlay: string,
  own: string,
  notes: string[],
): Promise<boolean> {
  const before = await kustomizationOf(changes, overlay);
  if (before) {
    const listed = await listInKustomization(changes, 'resources', own);
    return (await changes.read(listed ?? '')) !== before.text;
  }
  const others = [...(await changes.tree(overlay)).files.keys()].filter(
    file => !file.startsWith(`${own}/`),
  );
  if (others.some(file => path.posix.dirname(file) === overlay)) {
    notes.push(
      `There is no kustomization in '${overlay}', and other files are: none is written, as it would leave these out.`,
    );
    return false;
  }
  const siblings = new Set(
    others.map(file => path.posix.relative(overlay, file).split('/')[0]),
  );
  if (siblings.size > 0) {
    notes.push(
      `There is no kustomization in '${overlay}', and other folders are: none is written, as each of them may be applied by itself.`,
    );
    return false;
  }
  changes.write(
    path.posix.join(overlay, 'kustomization.yaml'),
    printManifests([
      {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        resources: [path.posix.basename(own)],
      },
    ]),
  );
  notes.push(`'${overlay}' is new: it takes something that applies it.`);
  return true;
}
