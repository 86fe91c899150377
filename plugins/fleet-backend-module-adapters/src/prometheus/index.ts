import { defineAdapter } from '@fleetview/backstage-plugin-fleet-node';
import { prometheusPolls } from './polls';

export const prometheusAdapter = defineAdapter({
  id: 'prometheus',
  title: 'Prometheus',
  homepage: 'https://prometheus.io',
  watches: [],
  polls: prometheusPolls,
});
