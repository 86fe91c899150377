/**
 * What kube-state-metrics calls the label of a key: `app.kubernetes.io/name` is
 * `label_app_kubernetes_io_name`, and `costCenter` is `label_cost_center`.
 */
export function readLabelName(key: string): string {
  const name = key
    .replace(/\W/g, '_')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
  return `label_${name}`;
}
