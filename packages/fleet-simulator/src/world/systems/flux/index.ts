import type { WorldSystemDefinition } from '../WorldSystem';
import { FluxExtras } from './FluxExtras';

/** What a Flux has beside the sources and deliveries of components. Only where the engine is Flux. */
export const fluxSystem: WorldSystemDefinition = {
  id: 'flux',
  // The engine has brought its kinds by then.
  types: [],
  namespaces: [],
  create: context => new FluxExtras(context),
};
