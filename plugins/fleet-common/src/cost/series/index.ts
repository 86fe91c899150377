export {
  addDays,
  type CostPeriod,
  dayNumber,
  dayOf,
  daysOf,
  type DaySpan,
  lengthOf,
  periodBefore,
  periodOf,
} from './days';
export { type DailyCost, type DayCoverage, isWhole } from './DailyCost';
export * from './addSeries';
export * from './changeAgainstPrevious';
export * from './coverageOfDays';
export * from './coverageOfSpend';
