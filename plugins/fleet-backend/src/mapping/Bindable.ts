import type { SourceLocation } from './sourceLocation';

/** What can be bound: a delivery or a workload. */
export type Bindable = {
  labels: Record<string, string>;
  namespace: string;
  name: string;
  /** Of a delivery. */
  engine?: string;
  /** Of a delivery. */
  project?: string;
  /** Where what a delivery brings is configured. */
  sources?: readonly Required<SourceLocation>[];
  /** The image repository of a workload's first container, as `imageRepository` gives it. */
  image?: string;
  /** What sources call the cluster that an engine runs on. */
  observerNames?: readonly string[];
};

/** Whether it is an engine's object, which lies in the engine's namespace and not in the component's. */
export function isDelivery({ engine }: Bindable): boolean {
  return engine !== undefined;
}
