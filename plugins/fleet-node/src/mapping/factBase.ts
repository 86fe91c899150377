import type {
  Fact,
  SubjectReference,
} from '@fleetview/backstage-plugin-fleet-common';
import type { MapContext } from '../adapters';
import {
  keepKeys,
  type KeySelection,
  MAPPING_ANNOTATIONS,
  MAPPING_LABELS,
} from './keys';
import type { ObjectMetadata } from './schemas';
import { withoutUndefined } from './withoutUndefined';

/**
 * The fields that all facts share.
 *
 * @public
 */
export type FactBase = Pick<
  Fact,
  'subject' | 'source' | 'part' | 'changedAt' | 'labels' | 'annotations'
>;

/**
 * Makes what all facts have in common.
 *
 * @param options - `subject` is the observer where it is not given, `part` is
 *   empty, and labels and annotations are those that mapping needs
 * @public
 */
export function factBase(
  context: MapContext,
  metadata: Pick<ObjectMetadata, 'labels' | 'annotations'>,
  options: {
    subject?: SubjectReference;
    part?: string;
    changedAt?: string;
    labels?: KeySelection;
    annotations?: KeySelection;
  } = {},
): FactBase {
  return withoutUndefined({
    subject: options.subject ?? { type: 'observer' as const },
    source: context.source,
    part: options.part ?? '',
    changedAt: options.changedAt,
    labels: keepKeys(metadata.labels, options.labels ?? MAPPING_LABELS),
    annotations: keepKeys(
      metadata.annotations,
      options.annotations ?? MAPPING_ANNOTATIONS,
    ),
  });
}
