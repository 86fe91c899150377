import { isSecretName } from '../../addresses/withoutCredentials';
import { LAST_APPLIED } from '../normalise/trimMetadata';
import type { PathStep } from '../paths/driftPath';
import { type PathPattern, touches } from '../paths/pathPattern';
import { isJsonObject, type Json, type JsonObject, own } from '../values/json';

const SECRET_FIELDS: ReadonlySet<string> = new Set(['data', 'stringData']);

/**
 * Whether a field of an object holds secrets, wherever the object stands: of a Secret,
 * also within the manifests of another object; and what repeats an object as text.
 */
export function isSecretField(object: JsonObject, field: string): boolean {
  return (
    field === LAST_APPLIED ||
    (SECRET_FIELDS.has(field) && own(object, 'kind') === 'Secret')
  );
}

/**
 * Whether a name is one that secrets are given, such as `DB_PASSWORD`: of a variable, or of
 * an entry of a ConfigMap, whose values should not be there and often are.
 */
function namesSecret(path: readonly PathStep[]): boolean {
  const last = path.at(-1);
  if (!last || !('field' in last)) return false;
  if (isSecretName(last.field)) return true;
  const before = path.at(-2);
  return (
    last.field === 'value' &&
    before !== undefined &&
    'keys' in before &&
    before.keys.some(
      ([name, value]) => name === 'name' && isSecretName(String(value)),
    )
  );
}

/** Whether anything in a value is a secret by where it stands in it. */
function holdsSecret(value: Json): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  if (!isJsonObject(value)) return false;
  const name = own(value, 'name');
  if (
    typeof name === 'string' &&
    typeof own(value, 'value') === 'string' &&
    isSecretName(name)
  ) {
    return true;
  }
  return Object.entries(value).some(
    ([key, each]) =>
      isSecretField(value, key) ||
      (typeof each === 'string' && isSecretName(key)) ||
      holdsSecret(each),
  );
}

/** Whether the values at a path are not told. */
export function isWithheld(
  path: readonly PathStep[],
  values: readonly (Json | undefined)[],
  patterns: readonly PathPattern[],
): boolean {
  return (
    patterns.some(pattern => touches(pattern, path)) ||
    values.some(
      value =>
        value !== undefined &&
        (holdsSecret(value) ||
          (typeof value === 'string' && namesSecret(path))),
    )
  );
}
