import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectValidator } from '@fleetview/backstage-plugin-fleet-node/testUtils';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { checkAgainstModel, MODEL_OF_KIND } from './checkAgainstModel';

type Schema = Record<string, unknown>;

/** By kind, its definition, compiled when an object of it is checked: most take long, and few are asked for. */
type Validators = Map<string, () => ValidateFunction>;

function whenAsked(compile: () => ValidateFunction): () => ValidateFunction {
  let compiled: ValidateFunction | undefined;
  return () => {
    compiled ??= compile();
    return compiled;
  };
}

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What these name is more that has to hold of fields which are listed elsewhere. */
const ALTERNATIVES = ['allOf', 'anyOf', 'oneOf', 'not'];

/**
 * Closes every object whose fields are listed, so that a misspelled field of a
 * fixture is found. An API server would drop it.
 */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isRecord(schema)) return schema;
  const copy = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      ALTERNATIVES.includes(key) ? value : closed(value),
    ]),
  );
  const isOpen =
    !isRecord(schema.properties) ||
    'additionalProperties' in schema ||
    schema['x-kubernetes-preserve-unknown-fields'] === true;
  return isOpen ? copy : { ...copy, additionalProperties: false };
}

function keyOf(group: string, version: string, kind: string): string {
  return `${group}/${version}/${kind}`;
}

function compileCustomResources(
  ajv: Ajv,
  folder: string,
  validators: Validators,
): void {
  // Some systems have a folder for each version.
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter(name => /\.ya?ml$/.test(name)).sort()) {
    const definition = parse(readFileSync(join(folder, file), 'utf8'));
    const { group, names, versions } = definition.spec;
    for (const { name, schema } of versions) {
      validators.set(
        keyOf(group, name, names.kind),
        whenAsked(() => {
          const closedSchema = closed(schema.openAPIV3Schema);
          return ajv.compile(isRecord(closedSchema) ? closedSchema : {});
        }),
      );
    }
  }
}

function schemasOf(folder: string, file: string): Record<string, Schema> {
  const document = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return document.components.schemas;
}

/** Of what an excerpt refers to and nobody has, anything is taken. */
function unknownOf(schemas: Record<string, Schema>): Record<string, Schema> {
  const names = JSON.stringify(schemas).matchAll(/schemas\/([\w.]+)/g);
  return Object.fromEntries([...names].map(([, name]) => [name, {}]));
}

/**
 * @param common - what the excerpts refer to and do not hold
 */
function compileCoreKinds(
  ajv: Ajv,
  folder: string,
  validators: Validators,
  common: Record<string, Schema> = {},
): void {
  for (const file of readdirSync(folder).filter(name =>
    /_openapi-excerpt\.json$|\.schemas\.json$/.test(name),
  )) {
    const own = schemasOf(folder, file);
    const schemas = { ...unknownOf(own), ...common, ...own };
    ajv.addSchema({ $id: file, components: { schemas: closed(schemas) } });
    for (const [name, schema] of Object.entries<Schema>(schemas)) {
      const identities = schema['x-kubernetes-group-version-kind'];
      for (const identity of Array.isArray(identities) ? identities : []) {
        validators.set(
          keyOf(identity.group, identity.version, identity.kind),
          whenAsked(() =>
            ajv.compile({ $ref: `${file}#/components/schemas/${name}` }),
          ),
        );
      }
    }
  }
}

/** Folders of the corpus whose definitions are read. */
const CUSTOM_RESOURCES = [
  'argocd',
  'flux',
  'argo-rollouts',
  'capi',
  'ocm',
  'sig-multicluster',
  'policyreport',
  'openreports',
  'kyverno',
  'gatekeeper',
  'ocm-policy',
  'trivy',
];

/**
 * Checks objects against the definitions that their systems publish, as far as
 * the corpus holds them, else against the types of Kubernetes' own client.
 */
export function createUpstreamValidator(corpus: string): ObjectValidator {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    logger: false,
    // To make the code shorter takes longer than to run it so few times.
    code: { optimize: false },
  });
  addFormats(ajv);
  const validators: Validators = new Map();
  const core = join(corpus, 'core', 'crds');
  compileCoreKinds(ajv, core, validators);
  const common = Object.fromEntries(
    Object.entries(
      schemasOf(core, 'apis__apps__v1_openapi-excerpt.json'),
    ).filter(([name]) => name.startsWith('io.k8s.apimachinery.')),
  );
  compileCoreKinds(ajv, join(corpus, 'vap', 'crds'), validators, common);
  for (const system of CUSTOM_RESOURCES) {
    compileCustomResources(ajv, join(corpus, system, 'crds'), validators);
  }
  return ({ group, version, kind }, object) => {
    const key = keyOf(group, version, kind);
    const validate = validators.get(key)?.();
    if (!validate) {
      const model = MODEL_OF_KIND[key];
      return model ? checkAgainstModel(model, object) : undefined;
    }
    return validate(object)
      ? []
      : (validate.errors ?? []).map(
          error =>
            `${error.instancePath} ${error.message} ${JSON.stringify(
              error.params,
            )}`,
        );
  };
}
