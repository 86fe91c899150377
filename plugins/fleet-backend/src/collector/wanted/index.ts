export { longestFirst } from './longestFirst';
export {
  WantedReads,
  type WantedReadsOptions,
  type WantedSource,
} from './WantedReads';
