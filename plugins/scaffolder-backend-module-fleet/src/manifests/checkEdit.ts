import { InputError } from '@backstage/errors';
import { edit as schema, EDITS, type Edit } from './edits';
import { checkFile } from './shared/checkFile';
import type { EditOf } from './shared/defineEdit';

/**
 * Checks that something is an edit, and of a file that it may be of. The scaffolder only checks
 * what kind of edit it is: of one of many forms it could not say what is wrong.
 *
 * @throws InputError that says what of it is wrong
 */
export function checkEdit(wanted: unknown): Edit {
  const parsed = schema.safeParse(wanted);
  if (!parsed.success) {
    const { edit, file } = (wanted ?? {}) as { edit?: unknown; file?: unknown };
    const said = parsed.error.issues
      .slice(0, 5)
      .map(({ path, message }) =>
        path.length > 0 ? `'${path.join('.')}' ${message}` : message,
      );
    throw new InputError(
      `The edit '${short(edit)}' of '${short(
        file,
      )}' cannot be done: ${said.join('; ')}.`,
    );
  }
  const edit = parsed.data;
  return { ...edit, file: checkFile(edit.file, kindOfEdit(edit).fileKind) };
}

/** What does an edit. */
export function kindOfEdit({ edit }: Edit): EditOf<string, {}> {
  return EDITS.find(({ name }) => name === edit) as unknown as EditOf<
    string,
    {}
  >;
}

function short(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : typeof value;
}
