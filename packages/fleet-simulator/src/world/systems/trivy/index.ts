import type { WorldSystemDefinition } from '../WorldSystem';
import { Trivy } from './Trivy';
import { TRIVY_TYPES } from './types';

/** A scanner of images and objects. In staging it was never let to scan. */
export const trivySystem: WorldSystemDefinition = {
  id: 'trivy',
  types: TRIVY_TYPES,
  namespaces: [],
  create: context => new Trivy(context),
};
