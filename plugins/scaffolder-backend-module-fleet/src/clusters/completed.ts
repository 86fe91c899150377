import { isDeepStrictEqual } from 'node:util';
import { isMap, type Document } from 'yaml';
import { editFile, parseDocuments, refuseAnchors } from '../yaml';
import type { Manifest } from './ClusterRegistration';

const ANNOTATIONS = ['metadata', 'annotations'];

/**
 * A Resource that is there, with annotations that it does not have yet: where a cluster was made
 * before anybody knew its address, it is there before that.
 *
 * @returns the file's text; nothing where it is no Resource, or would say something else
 */
export function completed(
  file: string,
  text: string,
  wanted: readonly Manifest[],
): string | undefined {
  const [own, ...others] = wanted;
  const documents = parseDocuments(text);
  const isOne =
    own.kind === 'Resource' &&
    others.length === 0 &&
    !('because' in documents) &&
    documents.length === 1;
  if (!isOne) return undefined;
  const there = valueOf(documents[0].document);
  const annotations = (own.metadata?.annotations ?? {}) as Record<
    string,
    unknown
  >;
  const isMissing = Object.keys(annotations).some(
    key => there?.metadata?.annotations?.[key] === undefined,
  );
  const full = {
    ...there,
    metadata: {
      ...there?.metadata,
      annotations: { ...annotations, ...there?.metadata?.annotations },
    },
  };
  if (!isMissing || !isDeepStrictEqual(full, own)) return undefined;
  return editFile(file, text, edited => {
    refuseAnchors(edited, ANNOTATIONS, `'${file}'`);
    if (!isMap(edited.getIn(ANNOTATIONS))) {
      edited.setIn(ANNOTATIONS, edited.createNode({}));
    }
    for (const [key, value] of Object.entries(annotations)) {
      const at = [...ANNOTATIONS, key];
      if (!edited.hasIn(at)) edited.setIn(at, value);
    }
    return 'changed';
  });
}

function valueOf(document: Document.Parsed) {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}
