export * from './RatioText';
