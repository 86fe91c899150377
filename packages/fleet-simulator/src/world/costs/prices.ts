import type { ScenarioCluster } from '../scenario/scenarioSchema';

/** What an hour costs, in US dollars. */
export type Prices = {
  cpuHour: number;
  gibHour: number;
  pvGibHour: number;
  gpuHour: number;
};

const LIST: Record<ScenarioCluster['provider'], Prices> = {
  aws: { cpuHour: 0.0316, gibHour: 0.0042, pvGibHour: 0.00011, gpuHour: 0.35 },
  gcp: { cpuHour: 0.0332, gibHour: 0.0045, pvGibHour: 0.00014, gpuHour: 0.31 },
  azure: { cpuHour: 0.0363, gibHour: 0.0049, pvGibHour: 0.00012, gpuHour: 0.4 },
};

/** Some regions cost more than others. */
const REGIONS: Record<string, number> = {
  'ap-south-1': 1.05,
  'eu-west-1': 1.11,
  'europe-west4': 1.1,
  australiaeast: 1.25,
};

/** The prices where a cluster runs. */
export function pricesOf({ provider, region }: ScenarioCluster): Prices {
  const factor = REGIONS[region] ?? 1;
  const { cpuHour, gibHour, pvGibHour, gpuHour } = LIST[provider];
  return {
    cpuHour: cpuHour * factor,
    gibHour: gibHour * factor,
    pvGibHour: pvGibHour * factor,
    gpuHour: gpuHour * factor,
  };
}
