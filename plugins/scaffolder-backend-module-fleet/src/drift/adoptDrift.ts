import { InputError, isError } from '@backstage/errors';
import type { FleetDriftEpisodeDetail } from '@fleetview/backstage-plugin-fleet-common';
import { whyNotAllowed, type AllowedPaths } from '../allowed';
import type { Changes } from '../workspace';
import { findObjects, groupOf, locate, onlyOne } from '../yaml';
import { whyNotOfClass } from './checkEpisode';
import { adoptInHelmValues } from './helm/adoptHelmValues';
import {
  hasValuesOfDelivery,
  holdersOfChart,
  holdersOfDelivery,
} from './helm/holdersOf';
import { adoptInKustomization } from './kustomize/adoptKustomize';
import { setAbsent, setPresent } from './places';
import { wantedOf, type Wanted } from './wanted';

/** A difference that is not taken into Git. */
export type Skipped = { path: string; because: string };

/** What was taken into Git, what was not, and sentences for whoever reviews it. */
export type Adopted = {
  adopted: Wanted[];
  skipped: Skipped[];
  notes: string[];
};

const LONGEST = 200;

/**
 * Writes what is live into the files that say what it should be, for those differences of an
 * episode that are allowed, and of which it is certain what sets them.
 *
 * @param paths - those that are wanted, all of which have to be written; all that can be where
 *   there are none
 * @throws InputError where nothing can be written, or not all that is wanted
 */
export async function adoptDrift(options: {
  detail: FleetDriftEpisodeDetail;
  changes: Changes;
  folder: string;
  allowed: AllowedPaths;
  paths?: readonly string[];
}): Promise<Adopted> {
  const { detail, changes, folder, allowed, paths } = options;
  const { episode, differences, differencesTotal } = detail;
  const unknown = paths?.find(
    path => !differences.some(each => each.path === path),
  );
  if (unknown !== undefined) {
    throw new InputError(
      `'${short(
        unknown,
      )}' does not differ now, or is not told. What differs: ${differences
        .slice(0, 20)
        .map(({ path }) => `'${short(path)}'`)
        .join(', ')}.`,
    );
  }
  const done: Adopted = { adopted: [], skipped: [], notes: [] };
  for (const difference of differences) {
    if (paths && !paths.includes(difference.path)) continue;
    const path = short(difference.path) || 'The object';
    try {
      const wanted = wantedOf(difference);
      const because =
        whyNotOfClass(difference.class) ??
        whyNotAllowed(allowed, episode.resource, wanted.steps, wanted.live);
      if (because) throw new InputError(because);
      const notes = await changes.whole(() =>
        adoptOne(detail, changes, folder, wanted),
      );
      done.adopted.push(wanted);
      done.notes.push(...notes.map(note => `${path}: ${note}`));
    } catch (error) {
      // What is wrong with the input is said of the one difference; all else ends it.
      if (!isError(error) || error.name !== 'InputError') throw error;
      done.skipped.push({ path, because: error.message });
    }
  }
  const words = done.skipped
    .map(({ path, because }) => `${path}: ${because}`)
    .join(' ');
  if (paths && done.skipped.length > 0) {
    throw new InputError(
      `Not all that was asked for can be written, so that nothing is. ${words}`,
    );
  }
  if (done.adopted.length === 0) {
    throw new InputError(
      `Nothing of the drift '${episode.id}' can be written into '${folder}'. ${words}`,
    );
  }
  const untold = differencesTotal - differences.length;
  if (untold > 0) {
    done.notes.push(`${untold} more differ, and are not told.`);
  }
  return done;
}

async function adoptOne(
  detail: FleetDriftEpisodeDetail,
  changes: Changes,
  folder: string,
  wanted: Wanted,
): Promise<string[]> {
  const { delivery, resource } = detail.episode;
  // What a chart makes is in no file as it is, wherever the delivery's own object is.
  if (
    detail.source?.chart ||
    delivery.kind === 'HelmRelease' ||
    (await hasValuesOfDelivery(changes, folder, detail))
  ) {
    return adoptInHelmValues(
      changes,
      [await holdersOfDelivery(changes, folder, detail)],
      wanted,
    );
  }
  const kustomized = await adoptInKustomization(
    changes,
    folder,
    resource,
    wanted,
  );
  if (kustomized) return kustomized;
  const charts = await holdersOfChart(changes, folder);
  if (charts) return adoptInHelmValues(changes, charts, wanted);
  return adoptInManifest(detail, changes, folder, wanted);
}

/** The object itself, in a folder that is applied as it is. */
async function adoptInManifest(
  { episode: { resource } }: FleetDriftEpisodeDetail,
  changes: Changes,
  folder: string,
  wanted: Wanted,
): Promise<string[]> {
  const { kind, group, name, namespace } = resource;
  const tree = await changes.tree(folder);
  const inner = [...tree.files.keys()].find(file =>
    /(?:^|\/)(?:kustomization\.ya?ml|Kustomization|Chart\.yaml)$/.test(file),
  );
  if (inner !== undefined) {
    throw new InputError(
      `'${folder}' is not applied as it is: below it is '${inner}'. Name the folder that the delivery applies.`,
    );
  }
  const { file, index, document } = onlyOne(
    await findObjects(
      tree,
      name,
      object =>
        object.kind === kind &&
        groupOf(object.apiVersion) === group &&
        object.name === name &&
        (!namespace || !object.namespace || object.namespace === namespace),
    ),
    `${kind} '${name}'`,
    folder,
  );
  const place = { file, index };
  const located = locate(document, wanted.steps);
  if (located.rest.length === 0) {
    const { path, value = null } = located;
    return [await setPresent(changes, place, path, value, wanted)];
  }
  if (!wanted.isExtra) {
    throw new InputError(
      `'${file}' does not say it, and what was last applied did: Git has moved on, or something else sets it.`,
    );
  }
  await setAbsent(changes, place, located, wanted, false);
  return [`'${file}' says it.`];
}

/** Names come from clusters, and may be long. */
function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
