import {
  type DiffOptions,
  diffObjects,
  type NotComparable,
} from '../diff/diffObjects';
import { copyBounded } from '../values/copyBounded';
import { ownObject } from '../values/json';
import { comparedEvidence, resourceOf } from './comparedEvidence';
import type { DriftEvidence } from './DriftEvidence';

/**
 * Where a live object is not as its engine desires it, and by whom, where both are had.
 *
 * @param desired - not trusted
 * @param live - not trusted; its managed fields tell the authors
 * @param options.isExclusive - the desired object has all that there may be
 * @public
 */
export function desiredEvidenceOf(
  desired: unknown,
  live: unknown,
  options: Pick<DiffOptions, 'isExclusive'> = {},
): DriftEvidence | { notComparable: NotComparable } {
  const compared = diffObjects(desired, live, options);
  if (!compared.isComparable) return { notComparable: compared.because };
  const copied = copyBounded(live);
  if ('refused' in copied) return { notComparable: copied.refused };
  return comparedEvidence('desired', compared, {
    resource: resourceOf(copied.copy),
    managedFields: ownObject(copied.copy, 'metadata')?.managedFields,
  });
}
