import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse, parseAllDocuments } from 'yaml';

const BESIDE_THE_REPOSITORY = resolve(
  __dirname,
  '../../../../../../shared/corpus',
);

/**
 * The folder of upstream definitions, `undefined` where it is not there. It is no part of this
 * repository: `FLEET_CORPUS` names it, else it lies beside the checkout at `../shared/corpus`.
 */
export function findCorpus(): string | undefined {
  const folder = process.env.FLEET_CORPUS ?? BESIDE_THE_REPOSITORY;
  if (existsSync(resolve(folder, 'VERDICTS.tsv'))) return folder;
  process.stderr.write(
    'Skipped: definitions of edited objects. No corpus was found; set FLEET_CORPUS to its folder.\n',
  );
  return undefined;
}

/** Closes every object whose fields are listed: an API server would drop what is misspelled. */
function closed(schema: any): any {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(
    Object.entries(schema)
      // Of what may be anything, that it may be nothing says no more.
      .filter(([key]) => key !== 'nullable' || 'type' in schema)
      .map(([key, value]) => [
        key,
        ['allOf', 'anyOf', 'oneOf', 'not'].includes(key)
          ? value
          : closed(value),
      ]),
  );
  const isOpen =
    typeof schema.properties !== 'object' ||
    'additionalProperties' in schema ||
    schema['x-kubernetes-preserve-unknown-fields'] === true;
  return isOpen ? copy : { ...copy, additionalProperties: false };
}

/** What every object has, also where its definition says nothing of it. */
const OF_ALL = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { type: 'object' },
};

/** What the definitions of some systems say of an object; nothing where none is of it. */
export function definitionsIn(corpus: string, systems: readonly string[]) {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  const validators = new Map<string, ValidateFunction>();
  for (const system of systems) {
    const folder = join(corpus, system, 'crds');
    for (const file of readdirSync(folder)) {
      if (!/\.ya?ml$/.test(file)) continue;
      const text = readFileSync(join(folder, file), 'utf8');
      for (const document of parseAllDocuments(text)) {
        const { kind, spec } = document.toJS() ?? {};
        if (kind !== 'CustomResourceDefinition') continue;
        for (const { name, schema } of spec.versions) {
          validators.set(
            `${spec.group}/${name}/${spec.names.kind}`,
            ajv.compile(
              closed({
                ...schema.openAPIV3Schema,
                properties: {
                  ...schema.openAPIV3Schema.properties,
                  ...OF_ALL,
                },
              }),
            ),
          );
        }
      }
    }
  }
  return (text: string): string[] | undefined => {
    const object = parse(text);
    const validate = validators.get(`${object?.apiVersion}/${object?.kind}`);
    if (!validate) return undefined;
    return validate(object)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }) =>
            `${instancePath} ${message} ${JSON.stringify(params)}`,
        );
  };
}
