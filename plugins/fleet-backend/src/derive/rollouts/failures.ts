import type { ReasonLink } from '@fleetview/backstage-plugin-fleet-common';

type Link = ReasonLink['link'];

/**
 * How API servers, admission plugins and quota word that they refuse: the one
 * place in which an engine's message tells which of its links failed.
 */
const ADMISSION =
  /admission webhook|denied the request|violates PodSecurity|ValidatingAdmissionPolicy|admission plugin|admission control/i;
const QUOTA =
  /exceeded quota|exceeds? (?:the )?quota|maximum (?:cpu|memory)[^.]*per (?:Pod|Container)|LimitRange/i;

/** Which link an engine's failure is about. */
export function linkOfFailure(message: string | undefined): Link {
  if (message && QUOTA.test(message)) return 'quota';
  if (message && ADMISSION.test(message)) return 'admission';
  return 'sync';
}

/** Which link a finding of a follow-up read is about. */
export function linkOfFinding(reason: string): Link {
  switch (reason) {
    case 'admission-denied':
      return 'admission';
    case 'quota':
      return 'quota';
    case 'unschedulable':
    case 'volume':
    case 'node-lost':
    case 'evicted':
      return 'scheduling';
    default:
      return 'health';
  }
}

/** How engines and Kubernetes word that they waited long enough. */
const DEADLINE =
  /ProgressDeadlineExceeded|exceeded its progress deadline|context deadline exceeded|timed? ?out|retries exhausted/i;

export function isDeadline(message: string | undefined): boolean {
  return message !== undefined && DEADLINE.test(message);
}
