import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

type JsonObject = Record<string, unknown>;

/** One object of a sample file. */
export type UpstreamObject = {
  /** Path below the corpus; `#n` for the n-th document or case of several. */
  id: string;
  /** Path below the corpus. */
  file: string;
  object: JsonObject;
};

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function filesBelow(folder: string, prefix: string): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .flatMap(entry => {
      const path = `${prefix}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    })
    .filter(path => /\.(ya?ml|json)$/.test(path))
    .sort();
}

/**
 * The documents of a file. A few samples are templates or fragments that are
 * not YAML by themselves; these are no documents.
 */
function documentsOf(text: string, file: string): unknown[] {
  if (file.endsWith('.json')) {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [parsed];
  }
  return parseAllDocuments(text, {
    logLevel: 'silent',
    // One sample states a field twice, as its upstream does.
    uniqueKeys: false,
  })
    .filter(document => document.errors.length === 0)
    .map(document => document.toJS({ maxAliasCount: 100 }) as unknown)
    .filter(document => document !== null);
}

/** What a list holds says its kind only once, on the list. */
function itemsOf(list: JsonObject): JsonObject[] {
  const items = Array.isArray(list.items) ? list.items.filter(isObject) : [];
  const { kind, apiVersion } = list;
  return items.map(item => ({
    ...item,
    apiVersion: item.apiVersion ?? apiVersion,
    kind:
      item.kind ?? (typeof kind === 'string' ? kind.replace(/List$/, '') : ''),
  }));
}

/** The objects that a document holds: itself, its items, or those of a case. */
function objectsOf(document: JsonObject): JsonObject[] {
  if (Array.isArray(document.items)) return itemsOf(document);
  if (typeof document.kind === 'string') return [document];
  const output = isObject(document.output) ? document.output : {};
  const nested = [
    document.object,
    document.observedObj,
    document.desiredObj,
    output.aggregatedStatus,
  ].filter(isObject);
  return nested.length ? nested : [document];
}

/** All objects of a system's samples, in the order of their files. */
export function readUpstreamSamples(
  corpus: string,
  system: string,
): UpstreamObject[] {
  return filesBelow(corpus, `${system}/samples`).flatMap(file => {
    const documents = documentsOf(
      readFileSync(join(corpus, file), 'utf8'),
      file,
    );
    return documents.flatMap((document, index) => {
      if (!isObject(document)) return [];
      const id = documents.length > 1 ? `${file}#${index}` : file;
      return objectsOf(document).map(object => ({ id, file, object }));
    });
  });
}

/** One row of `VERDICTS.tsv`. */
export type UpstreamVerdict = {
  id: string;
  vocabulary: string;
  verdict: string;
};

/** What upstream says of its own samples. */
export function readUpstreamVerdicts(corpus: string): UpstreamVerdict[] {
  const [, ...rows] = readFileSync(join(corpus, 'VERDICTS.tsv'), 'utf8')
    .trimEnd()
    .split('\n');
  return rows.map(row => {
    const [id, vocabulary, verdict] = row.split('\t');
    return { id, vocabulary, verdict };
  });
}
