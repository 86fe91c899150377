import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import type { NetworkConfig } from '../../config/FleetConfig';
import { AllowList, badAllowEntry, judgeServer, plainHost } from '../urlPolicy';
import { shownServer } from './shownServer';

/**
 * Lets a source's record through, or turns it into one that is not asked, with
 * the reason and the key to add. What is let through carries the policy by which
 * every address is judged again when it is connected to.
 *
 * Whoever chose the address decides what may be done: the operator's own
 * addresses may be private; others get no private network, no identity of the
 * portal, no file of its machine and no connection without TLS verification,
 * unless the operator lists it.
 */
export function guardRecord(options: {
  source: string;
  record: ClusterRecord;
  network: NetworkConfig;
}): ClusterRecord {
  const { source, record, network } = options;
  const { access } = record;
  if (access.type === 'not-asked') {
    return access.server === undefined
      ? record
      : {
          ...record,
          access: { ...access, server: shownServer(access.server) },
        };
  }
  const { connection } = access;
  const refuse = (reason: string): ClusterRecord => ({
    ...record,
    access: {
      type: 'not-asked',
      server: shownServer(connection.server),
      reason,
    },
  });
  const operators = record.origin === 'operator';
  const networkPolicy = {
    allowPrivate: operators,
    allow: [
      ...network.allow,
      ...(connection.networkPolicy?.allow ?? []).filter(
        entry => badAllowEntry(entry) === undefined,
      ),
    ],
  };
  const verdict = judgeServer(connection.server, networkPolicy, {
    encrypted: !operators,
  });
  if (!verdict.allowed) return refuse(verdict.reason);
  if (!operators) {
    const names = [record.name, `${source}/${record.name}`];
    if (
      connection.skipTlsVerify &&
      !network.allowSkipTlsVerify.some(name => names.includes(name))
    ) {
      return refuse(
        `its source wants its certificate unchecked, which only the operator may say; add '${source}/${record.name}' to fleet.network.allowSkipTlsVerify, or give it a certificate authority`,
      );
    }
    if (connection.tokenFile !== undefined) {
      return refuse(
        "its token would be read from a file of the portal's machine, which only app-config may name",
      );
    }
    const host = plainHost(new URL(connection.server).hostname);
    if (
      connection.tokenProvider?.ambient &&
      !AllowList.create(network.allowAmbientCredentials).allowsHost(host)
    ) {
      return refuse(
        `it would be sent a token of the portal's own cloud identity, and its address was not chosen by the operator; add '${host}' to fleet.network.allowAmbientCredentials`,
      );
    }
  }
  return {
    ...record,
    access: { type: 'direct', connection: { ...connection, networkPolicy } },
  };
}
