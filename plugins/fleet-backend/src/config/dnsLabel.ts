import { z } from 'zod';

/**
 * A name as Kubernetes gives it to namespaces, services and ports (RFC 1123).
 *
 * @param message - what a name has to be that is none
 */
export function dnsLabel(message: string) {
  return z
    .string()
    .max(63)
    .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, message);
}
