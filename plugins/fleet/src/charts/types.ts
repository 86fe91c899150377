import type { DaySpan } from '@fleetview/backstage-plugin-fleet-common';
import type { StatusTone } from '@fleetview/backstage-plugin-fleet-react';

/** What is known of one day. */
export type ChartPoint = {
  /** `YYYY-MM-DD`, in UTC. */
  day: string;
  /** Absent where there is no figure; what is no finite number is none. */
  value?: number;
  /** The figure lacks some of what it is of on other days, so that the day is not known as a whole. */
  isPart?: boolean;
};

/** One line, or one group of a stack. */
export type ChartSeries = {
  id: string;
  /** As readers know it; it may be of anybody's writing. */
  label: string;
  points: readonly ChartPoint[];
  /** Where the series itself is a status, e.g. failures by severity. */
  tone?: StatusTone;
  /** In the colour of text: beside lines with a tone the accent would be taken for one. */
  isPlain?: boolean;
  /** All that has no group of its own. */
  isOthers?: boolean;
};

/** Between which values a day is expected to be. */
export type ChartBand = { day: string; low: number; high: number };

/** Something that happened on a day. */
export type ChartMark = { day: string; label: string; tone: StatusTone };

/** A line that is not to be crossed. */
export type ChartLimit = { value: number; label: string };

/** What all charts of days have in common. */
export type ChartProps = {
  /** Says what is found, e.g. "Spend grew by 12 % in November". */
  title: string;
  /** What is to be known besides, e.g. the source and its age. */
  note?: string;
  series: readonly ChartSeries[];
  /** All days that are shown, the first and the last included. */
  span: DaySpan;
  /**
   * The first day that is not over: it and later ones are to come, and no gaps. Where
   * absent, all days of the span are over.
   */
  today?: string;
  /** What is expected of days, drawn dashed. */
  expected?: readonly ChartPoint[];
  /** The range of what is expected. */
  band?: readonly ChartBand[];
  limit?: ChartLimit;
  marks?: readonly ChartMark[];
  /** A value as it is read, with its unit where that is short. */
  format: (value: number) => string;
  /** What the axis is of, e.g. "EUR per day". */
  unit: string;
  /** In pixels, of the drawing alone. 220 where absent. */
  height?: number;
  /** The ends of the axis. From 0, or the smallest value below it, to the largest where absent. */
  domain?: { low?: number; high?: number };
};
