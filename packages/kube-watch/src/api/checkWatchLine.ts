import { KubernetesError } from '../errors';
import { statusFailure } from '../transport/statusFailure';
import type { WatchEvent } from '../types';
import {
  isExpectedKind,
  isName,
  isObject,
  type ExpectedKind,
} from './checkObject';
import { isRecord } from './isRecord';

export type WatchLine = {
  /** Absent for a bookmark. */
  event?: WatchEvent;
  resourceVersion: string;
  /** A bookmark that says that all there was has been sent. */
  endsInitialEvents?: boolean;
};

export type WatchLineContext = ExpectedKind & {
  where: string;
  redact(text: string): string;
};

const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

/**
 * What one line of a watch says.
 *
 * @throws KubernetesError what an ERROR event reports, by the code of its `Status`; `invalid` for anything unexpected
 */
export function checkWatchLine(
  line: Record<string, unknown>,
  context: WatchLineContext,
): WatchLine {
  const { type, object } = line;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      if (
        isObject(object, context) &&
        isName(object.metadata.resourceVersion)
      ) {
        return {
          event: { type, object },
          resourceVersion: object.metadata.resourceVersion,
        };
      }
      throw invalid(
        `sent ${type} of something that is no ${context.resource.kind} with name, uid and resource version`,
      );
    case 'BOOKMARK':
      if (
        isRecord(object) &&
        isExpectedKind(object, context) &&
        isRecord(object.metadata) &&
        isName(object.metadata.resourceVersion)
      ) {
        const { annotations, resourceVersion } = object.metadata;
        return {
          resourceVersion,
          endsInitialEvents:
            isRecord(annotations) && annotations[INITIAL_EVENTS_END] === 'true',
        };
      }
      throw invalid('sent a bookmark without resource version');
    case 'ERROR':
      throw reportedError(object, context);
    default:
      throw invalid('sent a watch event of unknown type');
  }
}

function reportedError(
  object: unknown,
  { where, redact }: WatchLineContext,
): KubernetesError {
  if (
    !isRecord(object) ||
    object.kind !== 'Status' ||
    typeof object.code !== 'number' ||
    !Number.isInteger(object.code) ||
    object.code < 400 ||
    object.code > 599
  ) {
    return invalid('sent an error event that does not say which');
  }
  return statusFailure({ status: object.code, where, body: object, redact });
}

function invalid(reason: string): KubernetesError {
  return new KubernetesError('invalid', reason);
}
