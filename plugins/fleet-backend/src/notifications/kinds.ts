import type { DriftClass } from '@fleetview/backstage-plugin-fleet-common';
import type { BudgetTarget } from '../config/costSchema';

/**
 * What owners are told of, as configuration and the topics of notifications call it.
 *
 * - `critical-failure`: something that is theirs breaks a critical policy, and did not; or,
 *   in one summary, did when somebody looked for the first time
 * - `exception-expiring`, `exception-expired`: an exception of the ledger ends, or has ended
 * - `exception-overdue`: an engine goes on to exempt what should not be exempt any more
 * - `engine-lost`: a cluster has no policy engine any more, or lets nobody read what it found
 * - `budget-crossed`: what is known to be spent comes to a threshold of a budget
 * - `budget-expected`: what is expected to be spent does
 * - `drift`: somebody asks the owner of what drifts to look at it
 */
export const NOTIFICATION_KINDS = [
  'critical-failure',
  'exception-expiring',
  'exception-expired',
  'exception-overdue',
  'engine-lost',
  'budget-crossed',
  'budget-expected',
  'drift',
] as const;

export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** Those that are ever urgent: they may be told before the digest. */
export const URGENT_KINDS = [
  'critical-failure',
  'budget-crossed',
  'drift',
] as const;

export type UrgentKind = (typeof URGENT_KINDS)[number];

/** How many things are concerned on each of some clusters, by id. */
export type Places = Record<string, { name: string; things: number }>;

/** What is known of a piece of news, by its kind. Names are of clusters, and not cleaned. */
export type NewsData = {
  'critical-failure':
    | {
        what: 'new';
        engine: string;
        policy: string;
        /** When the first of them began, in milliseconds since 1970. */
        since: number;
        things: number;
        places: Places;
        /** Further clusters that are not among the places. */
        morePlaces?: boolean;
      }
    | {
        /** They failed when somebody looked for the first time, or before anybody could be told. */
        what: 'already';
        things: number;
        policies: string[];
        morePolicies?: boolean;
        places: Places;
        morePlaces?: boolean;
      };
  'exception-expiring': ExceptionNews & { withinDays: number };
  'exception-expired': ExceptionNews;
  /** The first of some on one cluster. */
  'exception-overdue': {
    /** How many there are. */
    things: number;
    engine: string;
    kind: string;
    namespace?: string;
    name: string;
    cluster: { id: string; name: string };
    /** When the engine's own object says that it ends; else the ledger's entry has ended. */
    expiredAt?: number;
    /** Whether all are current; else some were so when they were last seen. */
    confirmed: boolean;
  };
  'engine-lost': {
    engine: string;
    cluster: { id: string; name: string };
    /** Proven to be gone, or not to be read while the cluster answers. */
    how: 'gone' | 'unreadable';
    reason?: string;
  };
  'budget-crossed': BudgetNews & { used: number; isAtLeast: boolean };
  'budget-expected': BudgetNews & {
    expected: number;
    low?: number;
    high?: number;
    confidence: string;
  };
  /** An episode as it was when somebody asked its owner to look at it. */
  drift: {
    episode: string;
    kind: string;
    namespace?: string;
    name: string;
    cluster: { id: string; name: string };
    class: DriftClass;
    /** The first place that differs, and how many there are. */
    path?: string;
    paths: number;
    /** In milliseconds since 1970. */
    since: number;
    /** It was there when somebody looked for the first time. */
    isAtLeast: boolean;
    /** Nobody sees whether it lasts. */
    isUnconfirmed: boolean;
    /** Who wrote it, by a name that clients give themselves. */
    author?: string;
    /** Who asks. */
    by: string;
    note?: string;
  };
};

type ExceptionNews = {
  type: string;
  /** What it waives, as names. */
  waives: string[];
  expiresAt: number;
};

type BudgetNews = {
  of: BudgetTarget;
  /** A reference, or the name of a cluster. */
  name: string;
  /** A reference, or the id of a cluster. */
  target: string;
  period: string;
  first: string;
  last: string;
  /** Per cent of the limit. */
  threshold: number;
  limit: number;
  /** Empty where nobody says. */
  money: string;
};

/** A piece of news with what it is. */
export type AnyNews = {
  [K in NotificationKind]: { kind: K; data: NewsData[K] };
}[NotificationKind];

/** A piece of news for somebody. */
export type News = AnyNews & {
  /** An entity reference. */
  recipient: string;
  /** What tells it apart from all other news of this recipient, for ever. */
  key: readonly (string | number)[];
  /** What it is about; of one thing at most one is told at once on a day. */
  subject: readonly string[];
  isUrgent: boolean;
};
