export { listClusterAllocations } from './listClusterAllocations';
