import { whyNever } from '../../allowed';
import type { Manifest } from '../Manifest';
import { setValues, type From } from './setValues';
import type { Values } from './words';

/** What charts make of a value only they know: what it is called has to tell whether it may be set. */
const CHART = {
  kind: 'HelmRelease',
  group: 'helm.toolkit.fluxcd.io',
};

/** Sets values of a chart. @throws InputError where one is never set, or cannot be */
export function setHelmValues(
  manifest: Manifest,
  from: From,
  values: Values,
): void {
  setValues(manifest, from, values, (steps, value) =>
    whyNever(CHART, [{ field: 'values' }, ...steps], value),
  );
}
