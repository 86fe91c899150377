import { InputError } from '@backstage/errors';
import { parseDriftPath } from '@fleetview/backstage-plugin-fleet-common';
import { whyNever } from '../allowed';
import { refuseSecrets, templateIn } from '../manifests';
import type { PlacedValue, Values } from './Placement';

/** What charts make of a value only they know: what it is called has to tell whether it may be set. */
const CHART = {
  kind: 'HelmRelease',
  group: 'helm.toolkit.fluxcd.io',
};

/** What is of one cluster: what is for all, and then what is for it, so that the latter counts. */
export function ofCluster<T extends { cluster?: string }>(
  all: readonly T[] | undefined,
  cluster: string,
): T[] {
  return [
    ...(all ?? []).filter(each => each.cluster === undefined),
    ...(all ?? []).filter(each => each.cluster === cluster),
  ];
}

/**
 * Values of a chart by their paths, as data of a file that is new.
 *
 * @throws InputError where one is never written, or is within another
 */
export function newValues(values: readonly PlacedValue[]): Values {
  const whole: Values = {};
  for (const { path, value } of values) {
    const refuse = (because: string) =>
      new InputError(
        `The value '${path.slice(0, 200)}' is not written: ${because}`,
      );
    const steps = parseDriftPath(path) ?? [];
    const fields = steps.flatMap(step => ('field' in step ? step.field : []));
    if (fields.length === 0 || fields.length < steps.length) {
      throw refuse("it is no path of fields, as in 'image.tag'.");
    }
    const own = [{ field: 'values' }, ...steps];
    const because = whyNever(CHART, own, value) ?? refuseSecrets(steps, value);
    if (because) throw refuse(because);
    const mark = templateIn([path, value]);
    if (mark) {
      throw refuse(`it has '${mark}', which engines take for a template.`);
    }
    set(whole, fields, value, refuse);
  }
  return whole;
}

function set(
  whole: Values,
  fields: readonly string[],
  value: PlacedValue['value'],
  refuse: (because: string) => Error,
): void {
  let map = whole;
  for (const field of fields.slice(0, -1)) {
    if (!Object.hasOwn(map, field)) define(map, field, {});
    const next = map[field];
    if (typeof next !== 'object' || next === null || Array.isArray(next)) {
      throw refuse(`'${field}' has a value of its own.`);
    }
    map = next;
  }
  const last = fields[fields.length - 1];
  const there = Object.hasOwn(map, last) ? map[last] : undefined;
  if (typeof there === 'object') throw refuse('there are values within it.');
  define(map, last, value);
}

/** A field of the name '__proto__' is a field as any other. */
function define(map: Values, field: string, value: Values[string]): void {
  Object.defineProperty(map, field, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
