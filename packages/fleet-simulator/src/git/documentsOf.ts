import { parseAllDocuments } from 'yaml';
import { isJsonObject, type JsonObject } from '../types';
import { BuildError } from './BuildError';

/** How often an anchor may be used: nobody makes much of little. */
const MOST_ALIASES = 100;

/** The documents of a file that are maps. @throws BuildError where it is no YAML */
export function documentsOf(file: string, text: string): JsonObject[] {
  return parseAllDocuments(text, { prettyErrors: false }).flatMap(document => {
    const [error] = document.errors;
    if (error) {
      throw new BuildError(`invalid YAML in '${file}': ${error.message}`);
    }
    let value: unknown;
    try {
      value = document.toJS({ maxAliasCount: MOST_ALIASES });
    } catch (cause) {
      throw new BuildError(
        `invalid YAML in '${file}': ${(cause as Error).message}`,
      );
    }
    return isJsonObject(value) ? [value] : [];
  });
}
