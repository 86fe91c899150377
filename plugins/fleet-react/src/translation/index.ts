export * from './fleetReactTranslationRef';
export * from './useFleetText';
