import type {
  AdapterPoll,
  ConfigurationProblem,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { judgeServer } from '../clusters/urlPolicy';
import { dnsLabel } from './dnsLabel';
import type { PollConfig } from './FleetConfig';
import { namespace } from './extensionSchema';
import { pem, secret } from './hubSchemas';

const label = dnsLabel('has to be the name of a service or a port');

/** What a system of a cluster is asked for over HTTP. */
export const pollSchema = z
  .strictObject({
    cluster: z.string().min(1).max(253),
    poll: z
      .string()
      .max(200)
      .regex(
        /^[a-z0-9-]+\/[A-Za-z0-9]+$/,
        "has to be the id of an adapter, '/' and the name of a poll",
      ),
    namespace,
    service: z
      .strictObject({
        name: label.optional(),
        port: z.union([z.number().int().min(1).max(65535), label]).optional(),
        scheme: z.enum(['http', 'https']).optional(),
      })
      .optional(),
    url: z.string().min(1).max(2000).optional(),
    token: secret
      .regex(/^[!-~]+$/, 'has to be one word of plain characters')
      .optional(),
    caData: pem.optional(),
    // Below, what is stored of a proof might be older than what it proves is current.
    intervalSeconds: z.number().int().min(30).max(3600).optional(),
    // What may stand there only the poll's adapter knows.
    settings: z.record(z.string(), z.unknown()).optional(),
  })
  .superRefine(({ url, token, caData, service }, context) => {
    const useless = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (url === undefined && token !== undefined) {
      useless(
        'token',
        "cannot be used without 'url': an API server takes the Authorization header away before it passes a request on",
      );
    }
    if (url === undefined && caData !== undefined) {
      useless(
        'caData',
        "cannot be used without 'url': an API server does not check the certificates of services",
      );
    }
    if (url !== undefined && service !== undefined) {
      useless(
        'service',
        "cannot be used with 'url': what is asked at an address is no service of the cluster",
      );
    }
  });

type Entry = z.output<typeof pollSchema> & { key: string };

function policyOf(allow: string[]) {
  // The address is the operator's own.
  return { allowPrivate: true, allow };
}

/** Why an address is not connected to, where one is given. */
export function judgePoll(
  { key, url, token }: Entry,
  allow: string[],
): ConfigurationProblem[] {
  if (url === undefined) return [];
  const verdict = judgeServer(url, policyOf(allow), {
    encrypted: token !== undefined,
  });
  // Not the value: the address itself may hold credentials.
  return verdict.allowed
    ? []
    : [
        {
          key: `${key}.url`,
          message: `${verdict.reason}; the entry is left out`,
        },
      ];
}

/** What was parsed, in the form in which clusters are read. */
export function toPollConfig(entry: Entry, allow: string[]): PollConfig {
  const { poll, url, token, caData, ...rest } = entry;
  const [adapter, kind] = poll.split('/');
  return {
    ...rest,
    adapter,
    kind,
    ...(url === undefined
      ? {}
      : {
          connection: {
            server: url,
            ...(token === undefined ? {} : { token }),
            ...(caData === undefined ? {} : { caData }),
            networkPolicy: policyOf(allow),
          },
        }),
  };
}

function takesNone(settings: unknown) {
  return settings === undefined
    ? { settings }
    : { invalid: 'settings: it takes none' };
}

/** Finds entries that cannot mean what they say: polls that no adapter has, the same one twice, settings that a poll does not take. */
export function checkPolls(
  polls: readonly PollConfig[],
  adapters: readonly FleetAdapter[],
): ConfigurationProblem[] {
  const known = new Map<string, Pick<AdapterPoll, 'readSettings'>>(
    adapters.flatMap(({ id, polls: all = [], desired = [] }) => [
      ...all.map(poll => [`${id}/${poll.kind}`, poll] as const),
      ...desired.flatMap(({ from, kind }) =>
        from === 'http'
          ? [[`${id}/${kind}`, { readSettings: takesNone }] as const]
          : [],
      ),
    ]),
  );
  const seen = new Map<string, string>();
  return polls.flatMap(entry => {
    const { key, cluster, adapter, kind, namespace: within } = entry;
    const name = `${adapter}/${kind}`;
    const poll = known.get(name);
    if (!poll) {
      return [
        {
          key: `${key}.poll`,
          value: name,
          message: `is the poll of no adapter; the entry has no effect. ${
            known.size > 0
              ? `Known polls: ${[...known.keys()].sort().join(', ')}`
              : 'No adapter has any'
          }`,
        },
      ];
    }
    const id = JSON.stringify([cluster, name, within]);
    const first = seen.get(id);
    seen.set(id, first ?? key);
    if (first !== undefined) {
      return [
        {
          key,
          value: name,
          message: `is for the same cluster and namespace as ${first}, and has no effect`,
        },
      ];
    }
    const read = poll.readSettings(entry.settings);
    return 'invalid' in read
      ? [
          {
            key: `${key}.settings`,
            value: name,
            message: `cannot be used, so that nothing is asked: ${read.invalid}`,
          },
        ]
      : [];
  });
}
