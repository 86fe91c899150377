import type { Provider } from '../ClusterProvision';
import { aws } from './aws';
import { azure } from './azure';
import { docker } from './docker';
import { google } from './google';
import type { ProviderRules } from './ProviderRules';
import { vsphere } from './vsphere';

export { INFRASTRUCTURE, missing, type ProviderRules } from './ProviderRules';

/** How machines of each provider are asked for. */
export const PROVIDER_RULES: Readonly<Record<Provider, ProviderRules>> = {
  aws,
  azure,
  google,
  vsphere,
  docker,
};
