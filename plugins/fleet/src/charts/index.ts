export * from './dayText';
export * from './HourChart';
export * from './types';
export * from './Sparkline';
export * from './StackChart';
export * from './TrendChart';
