import type { NotificationKind, UrgentKind } from './kinds';

/** How owners are told what concerns them. */
export type NotificationSettings = {
  /** When digests are told: hour and minute in the time zone. */
  digestAt: { hour: number; minute: number };
  /** IANA. */
  timeZone: string;
  /** What may be told at once, where it is urgent. */
  atOnce: readonly UrgentKind[];
  /** So many are told one recipient at once on a day; the rest is in the digest. */
  mostAtOnce: number;
  off: readonly NotificationKind[];
  /** References of who is told of what has no owner. */
  operators: readonly string[];
};
