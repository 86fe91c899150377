import { InputError } from '@backstage/errors';
import { readOwn } from '../workspace/readTree';
import { parseDocuments } from '../yaml';
import { workspacePath } from './workspacePath';

type Values = Record<string, unknown>;

/** The values of a chart and their schema, from files of a workspace. @throws InputError */
export async function readValues(
  workspace: string,
  files: { values: string; schema: string },
): Promise<{ values: Values; schema: Values }> {
  return {
    values: await readObject(workspace, files.values),
    schema: await readObject(workspace, files.schema),
  };
}

async function readObject(workspace: string, written: string): Promise<Values> {
  const own = workspacePath(written);
  const found = await readOwn(workspace, own);
  if (!('text' in found)) {
    throw new InputError(
      `'${own}' ${
        'unread' in found
          ? `cannot be read: ${found.unread}`
          : 'is not in the workspace'
      }.`,
    );
  }
  const documents = parseDocuments(found.text);
  if ('because' in documents || documents.length > 1) {
    throw new InputError(
      `'${own}' is not one document of YAML or JSON${
        'because' in documents ? `: ${documents.because}` : ''
      }.`,
    );
  }
  const value: unknown =
    documents[0]?.document.toJS({ maxAliasCount: 100 }) ?? {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(`'${own}' holds no keys with values.`);
  }
  return value as Values;
}
