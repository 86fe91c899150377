import type { WorldSystemDefinition } from '../WorldSystem';
import { Gatekeeper } from './Gatekeeper';
import { GATEKEEPER_TYPES } from './types';

/** Gatekeeper with the constraints of the company, and what its audit counts. */
export const gatekeeperSystem: WorldSystemDefinition = {
  id: 'gatekeeper',
  types: GATEKEEPER_TYPES,
  namespaces: ['gatekeeper-system'],
  create: context => new Gatekeeper(context),
};
