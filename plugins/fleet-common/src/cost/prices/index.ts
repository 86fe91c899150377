export * from './PriceRow';
export * from './priceKey';
export * from './pricesOn';
export * from './checkPriceRow';
