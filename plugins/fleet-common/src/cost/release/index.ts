export * from './promotionCost';
export * from './releaseCost';
