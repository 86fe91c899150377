import { InputError } from '@backstage/errors';
import type { AllowedPaths } from '../allowed';
import { edit as schema, EDITS, type Edit } from './edits';
import type { Changed } from './Manifest';
import { checkFile } from './shared/checkFile';
import type { EditOf } from './shared/defineEdit';

/** A text, and what an edit did to it. */
export type EditedText = {
  text: string;
  changed: readonly Changed[];
  /** What is so from now on. */
  what: string;
  notes: readonly string[];
};

/** The file that an edit is of. @throws InputError where the edit may not be of it */
export function fileOf(edit: Edit): string {
  return checkFile(edit.file, kindOf(edit).fileKind);
}

/**
 * Brings what an edit wants into the text of its file. A second time nothing changes.
 *
 * @param wanted - checked here again: what is no such edit is refused
 * @param allowed - what of objects may be changed
 * @throws InputError where it is not certain what is meant, or where more would change
 */
export function editManifest(
  wanted: Edit,
  text: string,
  allowed: AllowedPaths,
): EditedText {
  const parsed = schema.safeParse(wanted);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(
      `The edit '${wanted.edit}' of '${
        wanted.file
      }' cannot be done: '${path.join('.')}' ${message}.`,
    );
  }
  const edit = { ...parsed.data, file: fileOf(parsed.data) };
  const {
    manifest,
    what,
    notes = [],
  } = kindOf(edit).apply(edit as never, text, allowed);
  return { text: manifest.text, changed: manifest.changed, what, notes };
}

function kindOf({ edit }: Edit): EditOf<string, {}> {
  return EDITS.find(({ name }) => name === edit) as unknown as EditOf<
    string,
    {}
  >;
}
