/**
 * What a core, a GiB of memory, a GiB of a volume and a GPU cost for an hour, for nodes of
 * a provider, region and class; of all where one of them is absent.
 *
 * @public
 */
export type PriceEntry = {
  provider?: string;
  region?: string;
  /** The class of the machine, as its label `node.kubernetes.io/instance-type` has it. */
  instanceType?: string;
  cpuHour: number;
  gibHour: number;
  volumeGibHour?: number;
  gpuHour?: number;
};

/**
 * A row of the price sheet. It holds from a day on, until another one of the same
 * provider, region, class and currency does. Without prices it ends those before it.
 *
 * @public
 */
export type PriceRow = Omit<PriceEntry, 'cpuHour' | 'gibHour'> & {
  cpuHour?: number;
  gibHour?: number;
  /** Of ISO 4217. */
  currency: string;
  /** A day in UTC, as `YYYY-MM-DD`. */
  validFrom: string;
};
