import { formatDriftPath, type PathStep } from '../paths/driftPath';
import type { PathPattern } from '../paths/pathPattern';
import type { Json } from '../values/json';
import type { Difference, DifferenceKind } from './Difference';
import { isWithheld } from './secrets';
import { toldValue } from './toldValue';

/**
 * How many differences of one object are told.
 *
 * @public
 */
export const MAX_DIFFERENCES = 200;

/** Gathers what differs, and counts what is too much to be told. */
export class DifferenceList {
  readonly differences: Difference[] = [];
  total = 0;

  constructor(private readonly secretPaths: readonly PathPattern[]) {}

  add(
    kind: DifferenceKind,
    path: readonly PathStep[],
    isSecret: boolean,
    values: { desired?: Json; live?: Json },
  ): void {
    this.total += 1;
    if (this.differences.length >= MAX_DIFFERENCES) return;
    const { desired, live } = values;
    if (isSecret || isWithheld(path, [desired, live], this.secretPaths)) {
      this.differences.push({
        path: formatDriftPath(path),
        kind,
        isSecret: true,
      });
      return;
    }
    this.differences.push({
      path: formatDriftPath(path),
      kind,
      ...(desired !== undefined && { desired: toldValue(desired) }),
      ...(live !== undefined && { live: toldValue(live) }),
    });
  }
}
