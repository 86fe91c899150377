import type { Discovery } from '@fleetview/kube-watch';
import type { Had } from '../../verify';
import type { Json } from '../manifests/json';

/** How much a namespace may take, and takes. */
export type Quota = {
  name: string;
  /** It counts only some of what is there. */
  isScoped: boolean;
  hard: ReadonlyMap<string, number>;
  used: ReadonlyMap<string, number>;
};

/** What a cluster answered, asked whether something could go there. */
export type TargetSight = {
  /** By our clock. */
  at: number;
  version: Had<string>;
  discovery: Had<Discovery>;
  /** By the keys of references. */
  presence: ReadonlyMap<string, Had<boolean>>;
  /** By namespace. */
  quotas: ReadonlyMap<string, Had<Quota[]>>;
  /** What is there already of what is to be there, by `namespace/Kind.group/name`. */
  existing: ReadonlyMap<string, Had<Json | undefined>>;
};
