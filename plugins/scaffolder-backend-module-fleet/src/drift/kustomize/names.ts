import { InputError } from '@backstage/errors';
import type { Resource } from '../../allowed';
import { textOf } from '../../yaml';
import type { Layer } from './layersOf';

/** What an object may be called in the files: kustomizations give names a beginning and an end. */
export function namesOf(
  layers: readonly Layer[],
  { name }: Resource,
): ReadonlySet<string> {
  const names = new Set([name]);
  for (const { said } of layers) {
    const prefix = textOf(said.namePrefix);
    const suffix = textOf(said.nameSuffix);
    if (!prefix && !suffix) continue;
    for (const each of [...names].slice(0, 20)) {
      const isLonger = each.length > prefix.length + suffix.length;
      if (isLonger && each.startsWith(prefix) && each.endsWith(suffix)) {
        names.add(each.slice(prefix.length, each.length - suffix.length));
      }
    }
  }
  return names;
}

/** Whether an object of the files may be in a namespace: kustomizations set that as well. */
export function isInNamespace(
  layers: readonly Layer[],
  resource: Resource,
  namespace: unknown,
): boolean {
  return (
    !namespace ||
    !resource.namespace ||
    namespace === resource.namespace ||
    layers.some(({ said }) => said.namespace === resource.namespace)
  );
}

/** @throws InputError where a folder is of another namespace than the resource is in */
export function checkNamespace([outer]: readonly Layer[], resource: Resource) {
  const { namespace } = outer.said;
  if (
    typeof namespace === 'string' &&
    resource.namespace &&
    namespace !== resource.namespace
  ) {
    throw new InputError(
      `'${outer.file}' is of the namespace '${namespace}', and what drifts is in '${resource.namespace}'. Name the folder that brings it.`,
    );
  }
}
