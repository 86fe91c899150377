export { checkProvision } from './checkProvision';
export {
  DELIVERIES,
  PLACE_KEYS,
  PROVIDERS,
  type ClusterProvision,
  type ProvisionInput,
} from './ClusterProvision';
export { provisionFiles } from './provisionFiles';
export { writeProvision } from './writeProvision';
