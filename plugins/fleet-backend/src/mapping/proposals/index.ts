export { listedLabels } from './listedLabels';
export { namesOfBindable } from './namesOfBindable';
export {
  STRENGTHS,
  type Proposal,
  type ProposedAnnotation,
  type Strength,
} from './Proposal';
export { proposeFor } from './proposeFor';
