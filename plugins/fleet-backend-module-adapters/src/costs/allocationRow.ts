import { absentable, lenient } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { amount, paid, signed } from './amounts';

const word = lenient(z.string());
const words = lenient(z.record(z.string(), z.string()));

/** A row of an allocation set, as OpenCost and Kubecost answer it. Costs are of its whole window. */
export const allocationRowSchema = z.object({
  properties: lenient(
    z.object({
      cluster: word,
      node: word,
      namespace: word,
      controllerKind: word,
      controller: word,
      pod: word,
      container: word,
      services: lenient(z.array(z.string())),
      labels: words,
      annotations: words,
    }),
  ),
  start: absentable(z.string()),
  end: absentable(z.string()),
  minutes: amount,
  cpuCost: paid,
  cpuCostAdjustment: signed,
  gpuCost: paid,
  gpuCostAdjustment: signed,
  ramCost: paid,
  ramCostAdjustment: signed,
  pvCost: paid,
  pvCostAdjustment: signed,
  networkCost: paid,
  networkCostAdjustment: signed,
  loadBalancerCost: paid,
  loadBalancerCostAdjustment: signed,
  sharedCost: paid,
  externalCost: paid,
  totalCost: signed,
  cpuCoreRequestAverage: amount,
  cpuCoreUsageAverage: amount,
  ramByteRequestAverage: amount,
  ramByteUsageAverage: amount,
  gpuCount: amount,
  pvBytes: amount,
  networkTransferBytes: amount,
  networkReceiveBytes: amount,
  /** Of one container of one pod: what is added up of several has none. */
  rawAllocationOnly: lenient(
    z.object({ cpuCoreUsageMax: amount, ramByteUsageMax: amount }),
  ),
});

export type AllocationRow = z.output<typeof allocationRowSchema>;
