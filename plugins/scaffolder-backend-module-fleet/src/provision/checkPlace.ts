import { isIPv4 } from 'node:net';
import { withoutCredentials } from '@fleetview/backstage-plugin-fleet-common';
import { refuse } from '../clusters';
import { PLACE_KEYS, type Place } from './ClusterProvision';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** As vCenters call things: names and paths. */
const INVENTORY = /^(?! )[\w ./()+-]{1,200}(?<! )$/;
const HOST =
  /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)*$/i;

type Rule = { isOne(text: string): boolean; words: string };

const RULES: Readonly<Record<(typeof PLACE_KEYS)[number], Rule>> = {
  project: {
    isOne: text => /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(text),
    words: "the id of a project of Google Cloud, as in 'my-project-1'",
  },
  subscriptionId: {
    isOne: text => UUID.test(text),
    words: 'the id of a subscription of Azure, a UUID',
  },
  resourceGroup: {
    isOne: text => /^[A-Za-z0-9_](?:[\w.()-]{0,87}[\w()-])?$/.test(text),
    words: 'a resource group of Azure',
  },
  network: {
    isOne: text => INVENTORY.test(text),
    words: 'the name of a network',
  },
  server: {
    isOne: text => HOST.test(text) && text.length <= 253,
    words: "the name of a vCenter, as in 'vcenter.example', without 'https://'",
  },
  thumbprint: {
    isOne: text => /^(?:[0-9A-F]{2}:){19,31}[0-9A-F]{2}$/i.test(text),
    words: "the thumbprint of the vCenter's certificate, as in 'AB:CD:…'",
  },
  datacenter: inventory('a datacenter'),
  datastore: inventory('a datastore'),
  folder: inventory('a folder of virtual machines'),
  resourcePool: inventory('a resource pool'),
  endpoint: {
    isOne: text =>
      (isIPv4(text) || (HOST.test(text) && /[a-z]/i.test(text))) &&
      text.length <= 253,
    words:
      "the address or the name that leads to the control plane, as in '10.0.0.10'",
  },
  sshKeyName: {
    isOne: text => /^[\w][\w .@-]{0,127}$/.test(text),
    words: 'the name of a key pair of EC2, and no key',
  },
  nodeIdentity: {
    isOne: text =>
      /^\/subscriptions\/[\w-]+\/resourceGroups\/[\w.()-]+\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[\w-]+$/i.test(
        text,
      ),
    words:
      "the id of a user-assigned identity, as in '/subscriptions/…/userAssignedIdentities/nodes'",
  },
};

/**
 * Checks what is said of the place that machines are made in.
 *
 * @throws InputError
 */
export function checkPlace(given: Place): Place {
  return Object.fromEntries(
    Object.entries(given).map(([key, text]) => {
      const input = `place.${key}`;
      if (!Object.hasOwn(RULES, key)) {
        return refuse(
          'place',
          key,
          `it has to be of ${PLACE_KEYS.join(', ')}.`,
        );
      }
      const { isOne, words } = RULES[key as keyof typeof RULES];
      if (typeof text === 'string' && withoutCredentials(text) !== text) {
        return refuse(
          input,
          '…',
          'it looks like a credential. None is written; if it was real, hold it for disclosed.',
        );
      }
      return typeof text === 'string' && isOne(text)
        ? [key, text]
        : refuse(input, text, `it has to be ${words}.`);
    }),
  );
}

function inventory(what: string): Rule {
  return {
    isOne: text => INVENTORY.test(text),
    words: `the name or the path of ${what} of the vCenter`,
  };
}
