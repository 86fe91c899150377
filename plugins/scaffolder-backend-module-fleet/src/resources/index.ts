export { checkResources } from './checkResources';
export { resourcesPatch } from './resourcesPatch';
export { WORKLOAD_KINDS } from './workloads';
export { writeResources } from './writeResources';
