import type { WorldSystemDefinition } from '../WorldSystem';
import { Kyverno } from './Kyverno';
import { KYVERNO_TYPES } from './types';

/** Kyverno with the policies of the company, an exception, and the reports on its workloads. */
export const kyvernoSystem: WorldSystemDefinition = {
  id: 'kyverno',
  types: KYVERNO_TYPES,
  namespaces: ['kyverno'],
  create: context => new Kyverno(context),
};
