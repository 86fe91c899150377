export * from './fleetTranslationRef';
export * from './useText';
