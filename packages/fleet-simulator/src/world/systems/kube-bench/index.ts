import type { WorldSystemDefinition } from '../WorldSystem';
import {
  KUBE_BENCH_CONFIG_MAP,
  KUBE_BENCH_NAMESPACE,
  KubeBench,
} from './KubeBench';

/** Benchmarks of how nodes are configured, left in a ConfigMap. */
export const kubeBenchSystem: WorldSystemDefinition = {
  id: 'kube-bench',
  types: [],
  namespaces: [KUBE_BENCH_NAMESPACE],
  extensions: () => [
    {
      role: 'kube-bench',
      namespaces: [KUBE_BENCH_NAMESPACE],
      names: [KUBE_BENCH_CONFIG_MAP],
    },
  ],
  create: context => new KubeBench(context),
};
