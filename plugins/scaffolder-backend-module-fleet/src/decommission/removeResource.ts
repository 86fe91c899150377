import { isError } from '@backstage/errors';
import type { Changes } from '../workspace';
import { editFile, objectOf, unlistInKustomization } from '../yaml';
import { isOfCluster } from './isOfCluster';
import type { Removal } from './Removal';

/** Takes the Resource of a cluster out of its file; other entities in it stay. */
export async function removeResource(
  changes: Changes,
  file: string,
  name: string,
  removal: Removal,
): Promise<void> {
  const text = await changes.read(file);
  if (text === undefined) {
    removal.missing.push(`No Resource '${file}'.`);
    return;
  }
  let edited: string | undefined;
  try {
    edited = editFile(file, text, document => {
      const object = objectOf(document);
      return object && !isOfCluster(object, document, name) ? 'keep' : 'drop';
    });
  } catch (error) {
    if (!isError(error) || error.name !== 'InputError') throw error;
    removal.left.push(`'${file}' stays: ${error.message}`);
    return;
  }
  if (edited === text) {
    removal.missing.push(`No Resource of the cluster in '${file}'.`);
    removal.left.push(`'${file}' stays: it has other entities.`);
    return;
  }
  if (edited !== undefined) {
    changes.write(file, edited);
    removal.removed.push(
      `The Resource in '${file}', which has others as well.`,
    );
    return;
  }
  changes.delete(file, text);
  const kustomization = await unlistInKustomization(changes, file);
  removal.removed.push(
    `The Resource '${file}'${
      kustomization ? `, which '${kustomization}' no longer lists` : ''
    }.`,
  );
}
