import type { FleetCheckCause } from '@fleetview/backstage-plugin-fleet-common';

/** Why something was not had of a cluster. */
export type NotHad = { cause: FleetCheckCause; reason: string };

/** Something that a cluster was asked for, or why it was not had. */
export type Had<T> = { value: T } | NotHad;

/** Whether the credentials may do something, by the API server's own word. */
export type Review = {
  attributes: ReviewAttributes;
  answer: Had<boolean>;
};

export type ReviewAttributes = {
  group: string;
  resource: string;
  verb: string;
  namespace?: string;
  name?: string;
};

/** What the server's clock showed, and between what times of ours it did. */
export type ClockReading = { date: string; sentAt: number; headAt: number };

/** What of backups there is: schedules that were read, and those of them that run. */
export type Backups = { schedules: number; enabled: number; more: boolean };

/** What a cluster answered, asked just now. */
export type LiveSight = {
  /** By our clock. */
  at: number;
  tookMs: number;
  version: Had<string>;
  clock: Had<ClockReading>;
  /** The UID of `kube-system`. */
  uid: Had<string>;
  /** All groups that it serves. */
  groupNames: Had<readonly string[]>;
  /** Which of the groups that were asked for it serves, and whether what they hold could be read. */
  groups: Had<ReadonlyMap<string, 'served' | 'broken'>>;
  backups: Had<Backups | 'not-served'>;
  reviews: readonly Review[];
};

/** A cluster asked now, or why it was not. */
export type Asked = { sight: LiveSight } | NotHad;
