export { tellDriftOwner } from './tellDriftOwner';
