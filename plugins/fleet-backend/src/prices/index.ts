export { changePrices } from './changePrices';
export { configuredPrices } from './configuredPrices';
export { getPrices } from './getPrices';
export { readPriceRows, toPriceRow } from './readPriceRows';
