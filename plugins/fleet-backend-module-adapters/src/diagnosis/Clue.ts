import type { DiagnosisReason } from '@fleetview/backstage-plugin-fleet-common';

/** One sign of why something is not well, before equal ones are put together. */
export type Clue = {
  reason: DiagnosisReason;
  /** UID of the pod that it is of; absent where there is none. */
  pod?: string;
  container?: string;
  image?: string;
  exitCode?: number;
  restarts?: number;
  message?: string;
  firstAt?: string;
  lastAt?: string;
};
