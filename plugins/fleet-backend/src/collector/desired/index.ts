export { DesiredReads, type DesiredSource } from './DesiredReads';
export {
  desiredKey,
  toDesireLines,
  type Desire,
  type StoredDesires,
} from './desireLines';
