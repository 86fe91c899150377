import type { Shape } from '../Shape';
import { ENTRIES, fallback, OFF } from './common';

/** Kubernetes API reference v1.36, ConfigMap v1. */
export const CONFIG_MAP: Shape = {
  fields: { data: ENTRIES, binaryData: ENTRIES, immutable: OFF },
};

/** Kubernetes API reference v1.36, Secret v1. */
export const SECRET: Shape = {
  fields: { type: fallback('Opaque'), data: ENTRIES, immutable: OFF },
};
