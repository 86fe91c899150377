import type { Document } from 'yaml';

/** Whether an object in a repository says that it is there for an exception of the ledger. */
export function isOfException(document: Document.Parsed, id: string): boolean {
  return (
    document.getIn([
      'metadata',
      'annotations',
      'fleet.backstage.io/exception',
    ]) === id
  );
}
