import { ownershipOf } from '../author/ownershipOf';
import { roleOfManager } from '../classes/managers';
import type { PathStep } from '../paths/driftPath';
import {
  isJsonObject,
  type Json,
  type JsonObject,
  own,
  ownText,
} from '../values/json';

const MAX_ENTRIES = 100;
const MAX_ITEMS = 200;

/** Where pods are described, and the lists of it whose items are known by their names. */
const POD: readonly PathStep[] = ['spec', 'template', 'spec'].map(field => ({
  field,
}));
const LISTS = ['containers', 'initContainers', 'volumes'] as const;

function at(object: Json, path: readonly PathStep[]): Json | undefined {
  let value: Json | undefined = object;
  for (const step of path) {
    if (!isJsonObject(value) || !('field' in step)) return undefined;
    value = own(value, step.field);
  }
  return value;
}

/**
 * Items of the pods' description that nobody owns: the API server notes who owns what
 * before it asks webhooks, so that what these add is nobody's
 * (https://github.com/kubernetes/kubernetes/issues/87672). Only where an engine owns other
 * items of the same list as a whole, so that it is known that owners are noted there.
 *
 * @param object - not trusted
 */
export function unownedItems(object: JsonObject): PathStep[][] {
  const metadata = own(object, 'metadata');
  const entries = isJsonObject(metadata) ? own(metadata, 'managedFields') : [];
  if (!Array.isArray(entries)) return [];
  const owners = entries.slice(0, MAX_ENTRIES).filter(isJsonObject);
  const engines = owners.filter(
    entry => roleOfManager(ownText(entry, 'manager') ?? '') === 'engine',
  );
  const owns = (
    all: readonly JsonObject[],
    path: readonly PathStep[],
    ...how: readonly string[]
  ) =>
    all.some(({ fieldsV1 }) =>
      how.includes(ownershipOf(fieldsV1, path)?.owns ?? ''),
    );
  return LISTS.flatMap(field => {
    const list = at(object, [...POD, { field }]);
    if (!Array.isArray(list)) return [];
    const paths = list.slice(0, MAX_ITEMS).flatMap((item): PathStep[][] => {
      const name = isJsonObject(item) ? ownText(item, 'name') : undefined;
      return name === undefined
        ? []
        : [[...POD, { field }, { keys: [['name', name]] }]];
    });
    const isNoted = paths.some(path => owns(engines, path, 'owner'));
    return isNoted
      ? paths.filter(path => !owns(owners, path, 'owner', 'part'))
      : [];
  });
}
