import { defineAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { opencostPolls } from './polls';

export const opencostAdapter = defineAdapter({
  id: 'opencost',
  title: 'OpenCost',
  homepage: 'https://www.opencost.io',
  watches: [],
  polls: opencostPolls,
});
