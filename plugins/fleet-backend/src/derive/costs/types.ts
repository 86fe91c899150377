import type { AllocationFact } from '@fleetview/backstage-plugin-fleet-common';

/** An allocation as it is stored. */
export type StoredAllocation = { observer: string; fact: AllocationFact };

/**
 * What one thing cost on one day, in units of the currency, and what it had. Cores and
 * bytes are means over the day; what is absent is not known.
 */
export type CostLine = {
  /** Empty for none. */
  namespace: string;
  share: AllocationFact['share'];
  /** Empty for none. */
  kind: string;
  /** Empty for none. */
  name: string;
  cost: number;
  cpu?: number;
  ram?: number;
  cpuRequested?: number;
  cpuUsed?: number;
  ramRequested?: number;
  ramUsed?: number;
} & LineSizing;

/** What requests are sized by; what is absent is not known. */
export type LineSizing = {
  /** A mean over the day. */
  replicas?: number;
  /** Cores and bytes of the busiest replica. */
  cpuHigh?: number;
  ramHigh?: number;
  /** From 0 to 1. */
  throttled?: number;
  kills?: number;
};

/** Whose word counts of a day of a cluster. */
export type CostAccount = {
  observer: string;
  engine: string;
  grain: AllocationFact['grain'];
  /** Empty where nobody says it. */
  money: string;
  /** Whether prices are from a price sheet. */
  isEstimated: boolean;
  /** Whether it is of the whole day, and lacks nothing that could not be read or priced. */
  isWhole: boolean;
  /** How good a word it is, whoever's: a lower one counts before a higher one. */
  rank: number;
  /** Of all things together: what is told of fewer is a fragment of it. */
  minutes: number;
};

/** What is told of a day of a cluster. */
export type CostDay = {
  /** Since 1970, in UTC. */
  day: number;
  account: CostAccount;
  lines: CostLine[];
};
