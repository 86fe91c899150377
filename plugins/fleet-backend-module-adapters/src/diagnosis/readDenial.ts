import type { DiagnosisReason } from '@fleetview/backstage-plugin-fleet-common';

const QUOTA =
  /exceeded quota|failed quota|(?:maximum|minimum) (?:cpu|memory|ephemeral-storage|storage) usage per/i;
const DENIED =
  /admission webhook|denied the request|ValidatingAdmissionPolicy|violates PodSecurity|is forbidden|failed calling webhook|denied by/i;

/** Why a controller could not make pods, by what the API server told it. */
export function readDenial(message = ''): DiagnosisReason {
  if (QUOTA.test(message)) return 'quota';
  return DENIED.test(message) ? 'admission-denied' : 'other';
}
