export { longestFirst } from './longestFirst';
export { fromToldLine, toToldLines, type ToldBefore } from './toldLines';
export { toReading } from './toReading';
export {
  WantedReads,
  type WantedReadsOptions,
  type WantedSource,
} from './WantedReads';
