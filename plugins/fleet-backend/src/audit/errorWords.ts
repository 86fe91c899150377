import { isError } from '@backstage/errors';
import { KubernetesError } from '@fleetview/kube-watch';
import { auditText } from './auditText';

/** Errors whose words are made for people, and hold nothing that is not theirs to know. */
const SPOKEN = new Set([
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'ConflictError',
  'NotModifiedError',
  'ServiceUnavailableError',
  'HubHeldBack',
]);

/**
 * An error in the words that the audit keeps: of any other than those that are
 * meant for people only its name, since a message may quote what it failed at.
 */
export function errorWords(error: unknown): string {
  if (error instanceof KubernetesError) {
    return auditText(`${error.kind}: ${error.reason}`);
  }
  if (!isError(error)) return 'unknown: see the log of the portal';
  return SPOKEN.has(error.name)
    ? auditText(`${error.name}: ${error.message}`)
    : auditText(`${error.name}: see the log of the portal`);
}
