import type { WORKLOAD_KINDS } from '../resources';
import type { Json } from '../yaml';

/** By what a component may be placed on clusters. */
export const METHODS = [
  'argocd-list',
  'argocd-selector',
  'rancher-fleet',
  'open-cluster-management',
  'karmada',
  'kustomize',
  'helm-values',
] as const;

export type Method = (typeof METHODS)[number];

/** A value by its path; of one of the clusters where that is named. */
export type PlacedValue = {
  path: string;
  value: string | number | boolean;
  /** What a text is to be read as. */
  as?: 'text' | 'number' | 'boolean';
  cluster?: string;
};

export type PlacedImage = {
  name: string;
  newName?: string;
  newTag?: string;
  digest?: string;
  cluster?: string;
};

export type PlacedReplicas = { name: string; count: number; cluster?: string };

export type PlacedPatch = PlacedValue & {
  kind: (typeof WORKLOAD_KINDS)[number];
  name: string;
};

/** Where an ApplicationSet that is new takes a component from. */
export type PlacedSource = {
  repoURL: string;
  targetRevision?: string;
  path?: string;
  chart?: string;
  project?: string;
  namespace: string;
};

/** What means something to some methods only. */
export type PlacementOptions = {
  file?: string;
  name?: string;
  namespace?: string;
  key?: string;
  label?: string;
  source?: PlacedSource;
  resources?: readonly { apiVersion: string; kind: string; name: string }[];
  overrides?: { registry?: string; tag?: string; replicas?: number };
  clusterSet?: string;
  work?: { file: string; name?: string };
  base?: string;
  values?: readonly PlacedValue[];
  images?: readonly PlacedImage[];
  replicas?: readonly PlacedReplicas[];
  patches?: readonly PlacedPatch[];
};

/** A component that somebody wants on clusters. */
export type PlacementInput = PlacementOptions & {
  component: string;
  method: Method;
};

/** A component that is placed on clusters. All of it was checked. */
export type Placement = PlacementOptions & {
  component: string;
  method: Method;
  /** Of the object, or of the folder. */
  name: string;
  /** As its method names them. */
  clusters: readonly string[];
  /** The one that has `apps` and the others, from the root of the repository. */
  folder: string;
};

/** What came of it. */
export type Placed = {
  /** Clusters on which it was not before. */
  placed: string[];
  /** Sentences for whoever reviews it. */
  notes: string[];
};

export type Values = { [key: string]: Json };
