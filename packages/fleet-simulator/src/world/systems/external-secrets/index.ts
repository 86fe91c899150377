import type { WorldSystemDefinition } from '../WorldSystem';
import { ExternalSecrets } from './ExternalSecrets';
import { EXTERNAL_SECRETS_TYPES } from './types';

/** Makes Secrets of what a store outside of the cluster has. No adapter reads it. */
export const externalSecretsSystem: WorldSystemDefinition = {
  id: 'external-secrets',
  types: EXTERNAL_SECRETS_TYPES,
  namespaces: ['external-secrets'],
  create: context => new ExternalSecrets(context),
};
