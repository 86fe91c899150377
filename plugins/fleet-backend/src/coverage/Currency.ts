/** Whether a kind is current, and what is proven of it. Times are milliseconds since 1970. */
export type Currency = {
  current: boolean;
  confirmedAt?: number;
  reason?: string;
  /** When all of it was known for the first time. */
  watchedSince?: number;
  /** The last time that it was not current: from the last proof before; without `to` it still is not. */
  gap?: { from: number; to?: number };
};
