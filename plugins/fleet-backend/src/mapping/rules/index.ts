import { deliverySource } from './deliverySource';
import { engineAnnotation } from './engineAnnotation';
import { image } from './image';
import { kubernetesId } from './kubernetesId';
import { kubernetesLabelSelector } from './kubernetesLabelSelector';
import type { Rule } from './Rule';
import { sourceLocation } from './sourceLocation';

export type { Found, Rule } from './Rule';

/** All rules that bind something by its own evidence, from the strongest to the weakest. */
export const RULES: readonly Rule[] = [
  kubernetesId,
  kubernetesLabelSelector,
  engineAnnotation,
  deliverySource,
  sourceLocation,
  image,
];
