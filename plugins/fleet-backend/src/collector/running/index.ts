export { RunningReads } from './RunningReads';
export {
  toRunningLines,
  type RunningWish,
  type StoredRunning,
} from './runningLines';
