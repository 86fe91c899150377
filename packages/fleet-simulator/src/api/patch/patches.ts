import { isJsonObject, JsonObject } from '../../types';
import { ApiError } from '../status';

/** RFC 7396. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch;
  const result: JsonObject = isJsonObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
}

function failed(message: string): ApiError {
  return new ApiError(422, 'Invalid', message);
}

function parsePointer(pointer: unknown): string[] {
  if (typeof pointer !== 'string' || (pointer !== '' && pointer[0] !== '/')) {
    throw failed(`the path ${JSON.stringify(pointer)} is no JSON pointer`);
  }
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function read(document: unknown, path: readonly string[]): unknown {
  let value = document;
  for (const part of path) {
    if (Array.isArray(value) && /^\d+$/.test(part)) value = value[Number(part)];
    else if (isJsonObject(value)) value = value[part];
    else return undefined;
  }
  return value;
}

function write(
  document: unknown,
  path: readonly string[],
  operation: 'add' | 'remove' | 'replace',
  value?: unknown,
): unknown {
  if (path.length === 0) return operation === 'remove' ? null : value;
  const parent = read(document, path.slice(0, -1));
  const last = path[path.length - 1];
  const missing = () =>
    failed(
      `the server rejected our request due to an error in our request: ${operation} operation does not apply: doc is missing path: "/${path.join(
        '/',
      )}": missing value`,
    );
  if (Array.isArray(parent)) {
    if (last === '-' && operation === 'add') {
      parent.push(value);
      return document;
    }
    const index = Number(last);
    const limit = operation === 'add' ? parent.length : parent.length - 1;
    if (!/^\d+$/.test(last) || index > limit) throw missing();
    if (operation === 'add') parent.splice(index, 0, value);
    else if (operation === 'remove') parent.splice(index, 1);
    else parent[index] = value;
    return document;
  }
  if (!isJsonObject(parent)) throw missing();
  if (operation !== 'add' && !(last in parent)) throw missing();
  if (operation === 'remove') delete parent[last];
  else parent[last] = value;
  return document;
}

/**
 * RFC 6902 on a copy.
 * @throws ApiError 422 when an operation does not apply.
 */
export function jsonPatch(target: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations)) {
    throw failed('a JSON patch is an array of operations');
  }
  let document = structuredClone(target);
  for (const operation of operations) {
    if (!isJsonObject(operation)) throw failed('an operation is an object');
    const path = parsePointer(operation.path);
    switch (operation.op) {
      case 'add':
      case 'remove':
      case 'replace':
        document = write(
          document,
          path,
          operation.op,
          structuredClone(operation.value),
        );
        break;
      case 'test':
        if (
          JSON.stringify(read(document, path)) !==
          JSON.stringify(operation.value)
        ) {
          throw failed(
            `the server rejected our request due to an error in our request: testing value ${operation.path} failed: test failed`,
          );
        }
        break;
      case 'copy':
      case 'move': {
        const from = parsePointer(operation.from);
        const value = structuredClone(read(document, from));
        if (value === undefined) {
          throw failed(`nothing is at ${JSON.stringify(operation.from)}`);
        }
        if (operation.op === 'move') document = write(document, from, 'remove');
        document = write(document, path, 'add', value);
        break;
      }
      default:
        throw failed(`Unexpected kind: ${String(operation.op)}`);
    }
  }
  return document;
}
