import { defineAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { kubecostPolls } from './polls';

export const kubecostAdapter = defineAdapter({
  id: 'kubecost',
  title: 'Kubecost',
  homepage: 'https://www.kubecost.com',
  watches: [],
  polls: kubecostPolls,
});
