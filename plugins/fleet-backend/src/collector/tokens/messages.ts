import type {
  ClusterConnection,
  ClusterToken,
} from '@fleetview/backstage-plugin-fleet-node';

/** A connection as it crosses to a collecting thread: functions stay behind. */
export type ThreadConnection = Omit<ClusterConnection, 'tokenProvider'> & {
  /** Tokens are had by asking the portal's thread. */
  asksForTokens?: true;
};

/** From a collecting thread: this cluster needs a token. */
export type TokenRequest = {
  type: 'token-request';
  clusterId: string;
  session: number;
  request: number;
};

/** To a collecting thread, once per request. */
export type TokenAnswer = { type: 'token'; request: number } & (
  | ClusterToken
  | { reason: string }
);
