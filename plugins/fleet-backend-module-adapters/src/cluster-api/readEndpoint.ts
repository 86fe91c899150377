import { addressOf } from '@fleetview/backstage-plugin-fleet-node';

const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;
const IPV6 = /^[0-9A-Fa-f:.]{2,45}$/;

/**
 * The address of a control plane as kubeconfigs have it. A host that is none, or a
 * port that is not set (0 in v1beta1), is no address yet.
 */
export function readEndpoint(
  endpoint:
    | { host?: string | undefined; port?: number | undefined }
    | undefined,
): string | undefined {
  const { host, port } = endpoint ?? {};
  if (!host || !port || port < 1 || port > 65_535) return undefined;
  if (HOST.test(host)) return addressOf(`https://${host}:${port}`);
  return host.includes(':') && IPV6.test(host)
    ? addressOf(`https://[${host}]:${port}`)
    : undefined;
}
