import { InputError } from '@backstage/errors';
import { checkEdit, type Edit } from '../manifests';
import { checkFile } from '../manifests/shared/checkFile';
import type { Changes } from '../workspace';
import { editHelmValues } from './editHelmValues';
import { editKustomization } from './editKustomization';
import type { ReleaseChange } from './ReleaseChange';

/**
 * What has to be edited for a release, as the files are by now. What says so already is left.
 *
 * @throws InputError, ConflictError where it is not certain that this is what was planned
 */
export async function editsOf(
  planned: readonly ReleaseChange[],
  changes: Changes,
  direction: 'promote' | 'roll-back',
): Promise<{ edits: Edit[]; notes: string[] }> {
  const edits: Edit[] = [];
  const notes: string[] = [];
  for (const change of planned) {
    const file = checkFile(
      change.path,
      change.edit === 'helm-values' ? 'values' : 'kustomization',
    );
    if (change.images.length === 0) {
      notes.push(`Of '${file}' no image is to be changed.`);
      continue;
    }
    const text = await changes.read(file);
    if (text === undefined) {
      throw new InputError(
        `There is no file '${file}' in what was fetched of the repository. It is told by fleet.promotions.changes and the path of the delivery: correct that, or fetch the repository from its root in a step before.`,
      );
    }
    const own = { ...change, path: file };
    const edited =
      change.edit === 'helm-values'
        ? editHelmValues(own, text, direction)
        : await editKustomization(own, text, changes, direction);
    edits.push(...edited.edits.map(checkEdit));
    notes.push(...edited.notes);
  }
  return { edits, notes };
}
