import { InputError } from '@backstage/errors';
import type { Document } from 'yaml';
import { joinDocuments, parseDocuments, printDocument } from './documents';

/**
 * Changes some documents of a file. The others, and all comments, stay as they are.
 *
 * @param edit - changes the document it is given, and says so; `drop` takes it out of the file
 * @returns the file's text; nothing where no document is left in it
 * @throws InputError where it is no YAML
 */
export function editFile(
  file: string,
  text: string,
  edit: (
    document: Document.Parsed,
    index: number,
  ) => 'keep' | 'changed' | 'drop',
): string | undefined {
  const documents = parseDocuments(text);
  if ('because' in documents) {
    throw new InputError(
      `'${file}' cannot be read as YAML: ${documents.because}. Nothing was changed.`,
    );
  }
  const texts = documents.flatMap((each, index) => {
    const what = edit(each.document, index);
    if (what === 'drop') return [];
    return [what === 'changed' ? printDocument(each) : each.text];
  });
  return texts.length === 0 ? undefined : joinDocuments(texts);
}
