import { ConflictError } from '@backstage/errors';
import type { AllowedPaths } from '../allowed';
import { editManifests, type EditedFiles } from '../manifests';
import type { Changes } from '../workspace';
import type { PartChanges } from './changesOf';
import { editsOf } from './editsOf';

/** Has files say what a wave is to run. A second time nothing changes. */
export async function writeRelease(
  { answer, planned }: PartChanges,
  changes: Changes,
  allowed: AllowedPaths,
): Promise<EditedFiles> {
  const { edits, notes } = await editsOf(planned, changes, answer.direction);
  const edited = await editManifests(edits, changes, allowed);
  // What is written has to be what was wanted: it is read again.
  const again = await editsOf(planned, changes, answer.direction);
  if (again.edits.length > 0) {
    throw new ConflictError(
      `${again.edits
        .map(({ file }) => `'${file}'`)
        .join(', ')} would not say the release. Edit it by hand.`,
    );
  }
  return { ...edited, notes: [...notes, ...edited.notes] };
}
