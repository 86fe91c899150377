import type { PortalRecipe } from '../Portal';

/** Where in the list of clusters the wrong ones stand: after the scenario's twelve. */
const FIRST_WRONG = 12;

const CLUSTERS = 'kubernetes.clusterLocatorMethods[0].clusters';

/** A mistake: its key, and the value that is wrong where it is shown. */
export type Problem = { key: string; value?: string };

/** What is wrong in the configuration of this world. */
export const PROBLEMS = {
  unknownKey: { key: 'fleet.refreshInterval' },
  badUrl: { key: `${CLUSTERS}[${FIRST_WRONG}].url`, value: 'not-a-url' },
  sameName: { key: `${CLUSTERS}[${FIRST_WRONG + 1}].name`, value: 'prod-aue' },
  missingFile: {
    key: 'fleet.kubeconfigs[0].file',
    value: '/nowhere/kubeconfig.yaml',
  },
} as const;

/** Twelve good clusters, and every mistake beside them. */
export function configurationRecipe(): PortalRecipe {
  return {
    component: 'checkout',
    configure: config => {
      const [{ clusters }] = config.kubernetes.clusterLocatorMethods;
      const [model] = clusters;
      clusters.push(
        { ...model, name: 'mistyped', url: PROBLEMS.badUrl.value },
        { ...model, name: PROBLEMS.sameName.value },
      );
      Object.assign(config.fleet, {
        refreshInterval: '5 parsecs',
        kubeconfigs: [{ file: PROBLEMS.missingFile.value }],
      });
      return config;
    },
  };
}
