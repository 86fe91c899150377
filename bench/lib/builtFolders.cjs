/** What a portal runs of this project while it is measured. */
module.exports = [
  'packages/kube-watch',
  'plugins/fleet-common',
  'plugins/fleet-node',
  'plugins/fleet-backend',
  'plugins/fleet-backend-module-adapters',
];
