export * from './backtestForecast';
export * from './forecastSpan';
export * from './types';
