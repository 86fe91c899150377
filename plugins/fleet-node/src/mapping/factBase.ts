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
  const { part = '', changedAt } = options;
  const subject = options.subject ?? { type: 'observer' as const };
  const { source } = context;
  const labels = keepKeys(metadata.labels, options.labels ?? MAPPING_LABELS);
  const annotations = keepKeys(
    metadata.annotations,
    options.annotations ?? MAPPING_ANNOTATIONS,
  );
  return changedAt === undefined
    ? { subject, source, part, labels, annotations }
    : { subject, source, part, changedAt, labels, annotations };
}
