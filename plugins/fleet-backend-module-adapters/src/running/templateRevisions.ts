/** What the controller of Deployments numbers their templates with, on them and on their ReplicaSets. */
export const DEPLOYMENT_REVISION = 'deployment.kubernetes.io/revision';

/** What the API server counts the templates of DaemonSets with; their pods have the same as a label. */
export const DAEMON_SET_GENERATION = 'deprecated.daemonset.template.generation';
