import { isJsonObject, KubernetesObject } from '../types';
import { ResourceType } from './resourceTypes';
import { badRequest } from './status';

/** Whether an object is selected. */
export type ObjectFilter = (object: KubernetesObject) => boolean;

type Requirement = (labels: Readonly<Record<string, string>>) => boolean;

const SET_REQUIREMENT = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/;
const EQUALITY = /^([^=!\s]+)\s*(==|=|!=)\s*([^=!\s]*)$/;
const LABEL_KEY = /^!?\s*[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?$/;

/** Splits at commas outside parentheses. */
function splitRequirements(selector: string): string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function parseRequirement(text: string): Requirement {
  const set = SET_REQUIREMENT.exec(text);
  if (set) {
    const [, key, operator, list] = set;
    const values = new Set(list.split(',').map(value => value.trim()));
    return operator === 'in'
      ? labels => key in labels && values.has(labels[key])
      : labels => !(key in labels) || !values.has(labels[key]);
  }
  const equality = EQUALITY.exec(text);
  if (equality) {
    const [, key, operator, value] = equality;
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  if (!LABEL_KEY.test(text)) {
    throw badRequest(
      `unable to parse requirement: found '${text}', expected: '=', '!=', '==', 'in', notin'`,
    );
  }
  if (text.startsWith('!')) {
    const key = text.slice(1).trim();
    return labels => !(key in labels);
  }
  return labels => text in labels;
}

/** Parses a label selector; an empty one selects everything. */
export function parseLabelSelector(selector: string): ObjectFilter | undefined {
  const requirements = splitRequirements(selector).map(parseRequirement);
  if (requirements.length === 0) return undefined;
  return object => {
    const labels = object.metadata.labels ?? {};
    return requirements.every(requirement => requirement(labels));
  };
}

function fieldAt(object: KubernetesObject, path: string): string {
  let value: unknown = object;
  for (const part of path.split('.')) {
    if (!isJsonObject(value)) return '';
    value = value[part];
  }
  return value === undefined || value === null ? '' : String(value);
}

function isSupportedField(type: ResourceType, path: string): boolean {
  if (path === 'metadata.name') return true;
  if (path === 'metadata.namespace') return type.namespaced;
  if (type.custom) return false;
  if (type.kind === 'Event') {
    return /^(involvedObject\.|reason$|type$|reportingComponent$|source$)/.test(
      path,
    );
  }
  return /^(spec|status)\.[A-Za-z]/.test(path) || path === 'type';
}

/** Parses a field selector; a field that the kind does not select by is a 400. */
export function parseFieldSelector(
  selector: string,
  type: ResourceType,
): ObjectFilter | undefined {
  const checks = splitRequirements(selector).map(text => {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(text);
    if (!match) {
      throw badRequest(
        `invalid selector: '${text}'; can't understand '${text}'`,
      );
    }
    const [, path, operator, value] = match;
    if (!isSupportedField(type, path)) {
      throw badRequest(`field label not supported: ${path}`);
    }
    return (object: KubernetesObject) =>
      (fieldAt(object, path) === value) === (operator !== '!=');
  });
  if (checks.length === 0) return undefined;
  return object => checks.every(check => check(object));
}

/** Both selectors of a request and its namespace as one filter. */
export function createFilter(options: {
  type: ResourceType;
  namespace?: string;
  name?: string;
  labelSelector?: string | null;
  fieldSelector?: string | null;
}): ObjectFilter | undefined {
  const { type, namespace, name, labelSelector, fieldSelector } = options;
  const filters: ObjectFilter[] = [];
  if (namespace !== undefined) {
    filters.push(object => object.metadata.namespace === namespace);
  }
  if (name !== undefined) {
    filters.push(object => object.metadata.name === name);
  }
  const byLabel = parseLabelSelector(labelSelector ?? '');
  if (byLabel) filters.push(byLabel);
  const byField = parseFieldSelector(fieldSelector ?? '', type);
  if (byField) filters.push(byField);
  if (filters.length === 0) return undefined;
  return object => filters.every(filter => filter(object));
}
