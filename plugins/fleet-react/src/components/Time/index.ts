export * from './Since';
export * from './Countdown';
