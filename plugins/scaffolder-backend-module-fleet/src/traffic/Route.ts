import type { Json, YamlPath } from '../yaml';

/** A value of one document of a file. */
export type Place = { file: string; index: number; path: YamlPath };

/** One of those that share the traffic, and where its weight is written. */
export type Part = {
  /** What it may be called; the first is what it is called here. */
  names: readonly string[];
  weight: number;
  place: Place;
  /** How a weight is written there. */
  written(weight: number): Json;
};

/** Parts that share all traffic of a route by their weights. */
export type Split = {
  type: 'split';
  file: string;
  /** Which of a file's routes it is, in words. */
  at: string;
  parts: readonly Part[];
  /** The largest weight that one may have. */
  most: number;
  /** What all weights have to sum to, where it matters. */
  total?: number;
};

/** A route of which one part has all traffic, for as long as it is well. */
export type Primary = {
  type: 'primary';
  file: string;
  at: string;
  primary: string;
  /** Others that are named there; whether there are more is not known. */
  others: readonly string[];
  place: Place;
};

export type Route = Split | Primary;

/** What one part of a route has before and after, in per cent. */
export type Share = {
  file: string;
  at: string;
  name: string;
  before: number;
  after: number;
};

/** What is to be moved, from one to others. */
export type Shift = {
  from: string;
  /** What each has afterwards, in per cent; all that `from` has where one has no number. */
  to: readonly { name: string; percent?: number }[];
};
