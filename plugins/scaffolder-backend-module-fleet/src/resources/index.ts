export { checkResources } from './checkResources';
export { resourcesPatch } from './resourcesPatch';
export { apiVersionOf, podSpecPath, WORKLOAD_KINDS } from './workloads';
export { writeResources } from './writeResources';
