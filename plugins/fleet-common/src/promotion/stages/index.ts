export { type Stage, type StageSelector, type StageWave } from './Stage';
export { stagesSchema } from './stagesSchema';
export { type StageProblem } from './StageProblem';
export { readStages } from './readStages';
export {
  type StagedClusters,
  type StagedStage,
  type StagedWave,
  type Unplaced,
} from './StagedClusters';
export { type StageCluster } from './isSelected';
export { placeClusters } from './placeClusters';
export { type NoStages, stagesOfSteps } from './stagesOfSteps';
