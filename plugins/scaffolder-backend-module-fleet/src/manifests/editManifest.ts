import type { AllowedPaths } from '../allowed';
import { checkEdit, kindOfEdit } from './checkEdit';
import type { Edit } from './edits';
import type { Changed } from './Manifest';
import { automationNotes } from './shared/automationNotes';

/** As many letters as tell what is so: values may be long. */
const LONGEST = 300;

/** A text, and what an edit did to it. */
export type EditedText = {
  text: string;
  changed: readonly Changed[];
  /** What is so from now on. */
  what: string;
  notes: readonly string[];
};

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
  const edit = checkEdit(wanted);
  const {
    manifest,
    what,
    notes = [],
  } = kindOfEdit(edit).apply(edit as never, text, allowed);
  return {
    text: manifest.text,
    changed: manifest.changed,
    what: what.length > LONGEST ? `${what.slice(0, LONGEST - 1)}…` : what,
    notes: [...notes, ...automationNotes(edit.file, text, manifest.text)],
  };
}
