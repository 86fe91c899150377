import type { Fact } from '@fleetview/backstage-plugin-fleet-common';
import type { SkipReason } from '@fleetview/backstage-plugin-fleet-node';
import type { ReflectorState } from '@fleetview/kube-watch';
import type { ThreadConnection, TokenAnswer } from './tokens/messages';

/** One kind of one cluster, as an adapter reads it. */
export type WatchKey = {
  adapter: string;
  group: string;
  kind: string;
};

/** What became of one object. */
export type ObjectChange =
  | { type: 'facts'; uid: string; hash: string; facts: Fact[] }
  | { type: 'deleted'; uid: string }
  | {
      type: 'skipped';
      uid: string;
      reason: SkipReason;
      example: string;
    };

/** To the collector. Every cluster runs under a session, so that late answers of an earlier one are told apart. */
export type CollectorRequest =
  | {
      type: 'start';
      clusterId: string;
      session: number;
      connection: ThreadConnection;
    }
  | { type: 'stop'; clusterId: string; session: number }
  | { type: 'acknowledge'; batch: number }
  | TokenAnswer;

/** How a cluster answers as a whole, before any kind is watched. */
export type ConnectionState =
  | { state: 'connected' }
  | {
      state: Exclude<ReflectorState, 'current' | 'listing' | 'interrupted'>;
      reason: string;
    };

/** From the collector. */
export type CollectorReport =
  | ({
      type: 'connection';
      clusterId: string;
      session: number;
      /** UID of kube-system; absent where it may not be read. */
      uid?: string;
      kubernetesVersion?: string;
    } & ConnectionState)
  | {
      type: 'discovered';
      clusterId: string;
      session: number;
      watches: (WatchKey & { version?: string })[];
    }
  | {
      type: 'coverage';
      clusterId: string;
      session: number;
      key: WatchKey;
      state: ReflectorState;
      reason?: string;
    }
  | {
      type: 'confirmed';
      clusterId: string;
      session: number;
      keys: WatchKey[];
    }
  | {
      type: 'batch';
      batch: number;
      clusterId: string;
      session: number;
      key: WatchKey;
      version: string;
      resourceVersion?: string;
      changes: ObjectChange[];
    }
  | {
      type: 'list-complete';
      batch: number;
      clusterId: string;
      session: number;
      key: WatchKey;
      resourceVersion: string;
      /** Of every object in the list, those that were skipped included. */
      uids: string[];
    };
