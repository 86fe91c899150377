import { defineResourceType } from '../../../api/resourceTypes';
import type { Condition, JsonObject, KubernetesObject } from '../../../types';

export const API_VERSION = 'external-secrets.io/v1';

export const EXTERNAL_SECRETS_TYPES = [
  defineResourceType({
    group: 'external-secrets.io',
    version: 'v1',
    kind: 'ExternalSecret',
    shortNames: ['es'],
    custom: true,
  }),
  defineResourceType({
    group: 'external-secrets.io',
    version: 'v1',
    kind: 'ClusterSecretStore',
    shortNames: ['css'],
    namespaced: false,
    custom: true,
  }),
];

export type ExternalSecret = KubernetesObject & {
  spec?: {
    secretStoreRef?: { name?: string; kind?: string };
    target?: {
      name?: string;
      template?: {
        type?: string;
        metadata?: { labels?: Record<string, string> };
        data?: Record<string, string>;
      };
    };
    data?: {
      secretKey?: string;
      remoteRef?: { key?: string; property?: string };
    }[];
  };
  status?: JsonObject & { conditions?: Condition[] };
};
