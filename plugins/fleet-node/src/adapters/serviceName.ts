import type { PollService } from './types';

/**
 * A service as the API server names it, in paths of the service proxy and in rules
 * over them: what is asked for is then what is granted.
 *
 * @public
 */
export function serviceName({ scheme, name, port }: PollService): string {
  return `${scheme}:${name}:${port}`;
}
