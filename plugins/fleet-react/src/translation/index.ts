export * from './fleetReactTranslationRef';
export * from './Translate';
export * from './useFleetText';
