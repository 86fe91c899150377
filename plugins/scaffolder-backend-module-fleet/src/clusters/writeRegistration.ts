import path from 'node:path';
import { ConflictError } from '@backstage/errors';
import type { Changes } from '../workspace';
import { checkNotRegistered } from './checkNotRegistered';
import type { ClusterRegistration } from './ClusterRegistration';
import { ENGINE_RULES } from './engines';
import { entityNotes } from './entityNotes';
import { registrationFiles } from './registrationFiles';
import { listClusterFiles, writeClusterFiles } from './writeClusterFiles';

/**
 * Writes what registers a cluster into what was fetched of a repository. A file that is there and
 * says the same stays as it is; one that says something else is refused, and all with it.
 *
 * @param folder - of the repository, as {@link checkFolder} returns it
 * @returns sentences for whoever reviews it
 * @throws ConflictError where a file says something else, or the cluster is registered otherwise
 */
export async function writeRegistration(
  registration: ClusterRegistration,
  changes: Changes,
  folder: string,
): Promise<string[]> {
  const rules = ENGINE_RULES[registration.engine];
  const files = registrationFiles(registration, folder);
  return changes.whole(async () => {
    if (!rules.isListed(registration)) {
      await checkNotMadeThere(changes, folder, registration.name);
    }
    const notes = await checkNotRegistered(
      registration,
      changes,
      folder,
      files,
    );
    const left = await writeClusterFiles(
      changes,
      files,
      'register the cluster under another name',
    );
    return [
      ...left,
      ...(await listClusterFiles(changes, folder, {
        name: registration.name,
        files,
        isListed: rules.isListed(registration),
      })),
      ...notes,
      ...rules.notes(registration),
      ...entityNotes(registration),
    ];
  });
}

/** A cluster's own Flux reads all of its folder. */
async function checkNotMadeThere(
  changes: Changes,
  folder: string,
  name: string,
): Promise<void> {
  const file = path.posix.join(folder, 'clusters', name, 'cluster-api.yaml');
  if ((await changes.read(file)) === undefined) return;
  throw new ConflictError(
    `'${file}' makes the cluster, and its own Flux would be given that as well. Have a hub's Flux deliver to it ('credentials'), or register it with another engine.`,
  );
}
