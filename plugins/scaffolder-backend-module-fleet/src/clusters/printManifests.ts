import { isDeepStrictEqual } from 'node:util';
import { Document, parseAllDocuments } from 'yaml';
import { joinDocuments, READ_BY } from '../yaml';
import type { Manifest } from './ClusterRegistration';

/**
 * Objects as a file of YAML, written by the serialiser and read again: by both versions of YAML,
 * since not all tools read the same.
 */
export function printManifests(documents: readonly Manifest[]): string {
  const text = joinDocuments(
    documents.map(each =>
      new Document(each, { ...READ_BY, aliasDuplicateObjects: false }).toString(
        { lineWidth: 0 },
      ),
    ),
  );
  for (const version of ['1.1', '1.2'] as const) {
    const again = parseAllDocuments(text, { version }).map(each => {
      if (each.errors.length > 0) throw each.errors[0];
      return each.toJS();
    });
    if (!isDeepStrictEqual(again, documents)) {
      throw new Error('what is written is not read as it was meant');
    }
  }
  return text;
}
