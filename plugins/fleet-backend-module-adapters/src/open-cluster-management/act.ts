import {
  type ActionContext,
  type ActionPatch,
  type ActionPlan,
  type ActionProgress,
  type AdapterAction,
  atVersionOf,
  defineAction,
  lenient,
  metadataSchema,
  timeOf,
} from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import { readGitOwner } from './readGitOwner';

const EFFECTS = ['NoSelect', 'PreferNoSelect', 'NoSelectIfNew'] as const;

/** The hub puts these on and takes them off by itself. */
const OF_THE_HUB = [
  'cluster.open-cluster-management.io/unavailable',
  'cluster.open-cluster-management.io/unreachable',
];

/**
 * Loose and strict at once: a patch replaces the whole list, so that an entry
 * that cannot be read must not get lost, nor a field of one.
 */
const taintSchema = z.looseObject({
  key: z.string(),
  value: z.string().optional(),
  effect: z.string(),
  timeAdded: z.string().nullish(),
});

type Taint = z.output<typeof taintSchema>;

const targetSchema = z.object({
  metadata: metadataSchema.extend({ resourceVersion: lenient(z.string()) }),
  spec: z
    .object({ taints: z.array(taintSchema).nullish() })
    .nullish()
    .transform(spec => spec?.taints ?? []),
});

type Target = z.output<typeof targetSchema>;

const key = z
  .string()
  .min(1)
  .max(316)
  .regex(/^(?:[a-z0-9][a-z0-9.-]*\/)?[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?$/)
  .describe('Key of the taint, such as example.com/maintenance');
const effect = z.enum(EFFECTS);

const taintParameters = z.strictObject({
  key,
  value: z.string().max(1024).optional().describe('Value of the taint'),
  effect: effect
    .default('NoSelect')
    .describe(
      'NoSelect: not chosen and given up; PreferNoSelect: chosen last; NoSelectIfNew: kept where it is chosen already',
    ),
});

const untaintParameters = z.strictObject({
  key,
  effect: effect
    .optional()
    .describe('Only the taint of this effect; without it all of the key'),
});

const RBAC: AdapterAction['rbac'] = [
  {
    group: 'cluster.open-cluster-management.io',
    resource: 'managedclusters',
    verbs: ['get', 'patch'],
  },
];

function isSame(left: Taint, right: Taint): boolean {
  return left.key === right.key && left.effect === right.effect;
}

/** Why nothing may be changed now, whatever it is. */
function refusalOf(
  { metadata }: Target,
  asked: { key: string },
): string | undefined {
  if (metadata.deletionTimestamp !== undefined) {
    return 'The cluster is being removed from the hub. Wait until it is gone, or register it again.';
  }
  if (OF_THE_HUB.includes(asked.key)) {
    return `The hub sets and removes the taint '${asked.key}' itself, by whether it reaches the cluster. Choose a key of your own.`;
  }
  return undefined;
}

function planOf(
  target: Target,
  patch: Omit<ActionPatch, 'target'>,
  effectText: string,
  context: ActionContext,
): ActionPlan {
  const owner = readGitOwner(target.metadata);
  return {
    patches: [{ target: context.target, ...patch }],
    effect: effectText,
    ...(owner ? { revertedBy: owner } : {}),
  };
}

const plannedSchema = z.object({
  spec: z.object({ taints: z.array(taintSchema) }),
});

/** The taint that a plan adds: it is the last of its list. */
function addedTaint(plan: ActionPlan): Taint | undefined {
  return plannedSchema.parse(plan.patches[0]?.body).spec.taints.at(-1);
}

/**
 * Writes the list as it was read and then as it is to be, so that the plan tells
 * what it takes away. The version is set and not tested: a server then says
 * `Conflict` when it is another one.
 */
function removal(target: Target, isMeant: (entry: Taint) => boolean): unknown {
  const { resourceVersion } = target.metadata;
  const path = '/spec/taints';
  return [
    ...(resourceVersion
      ? [
          {
            op: 'replace',
            path: '/metadata/resourceVersion',
            value: resourceVersion,
          },
        ]
      : []),
    { op: 'add', path, value: target.spec },
    {
      op: 'replace',
      path,
      value: target.spec.filter(entry => !isMeant(entry)),
    },
  ];
}

const removalSchema = z.array(
  z.looseObject({ op: z.string(), path: z.string(), value: z.unknown() }),
);

/** The taints that a plan removes, as they were. */
function removedTaints(plan: ActionPlan): Taint[] {
  const [before = [], after = []] = removalSchema
    .parse(plan.patches[0]?.body)
    .filter(({ path }) => path === '/spec/taints')
    .map(({ value }) => z.array(taintSchema).parse(value));
  return before.filter(entry => !after.some(other => isSame(entry, other)));
}

const CONSEQUENCES: Record<(typeof EFFECTS)[number], string> = {
  NoSelect:
    'No Placement chooses it any more, and those that chose it give it up, unless they tolerate the taint.',
  PreferNoSelect:
    'Placements choose it only when no other cluster is left, unless they tolerate the taint.',
  NoSelectIfNew:
    'No Placement chooses it anew, unless it tolerates the taint; those that chose it keep it.',
};

const taint = defineAction({
  id: 'taint',
  kind: 'ManagedCluster',
  title: 'Taint cluster',
  description:
    'Adds a taint to `spec.taints`, so that Placements that do not tolerate it stay away from the cluster. What they had brought there is removed from it when they give it up; nothing else on it changes.',
  rbac: RBAC,
  schema: targetSchema,
  parameters: taintParameters,
  plan(target, asked, context) {
    const refused = refusalOf(target, asked);
    if (refused) return { refused };
    const added: Taint = {
      key: asked.key,
      ...(asked.value ? { value: asked.value } : {}),
      effect: asked.effect,
    };
    const present = target.spec.find(entry => isSame(entry, added));
    if (present && (present.value ?? '') === (added.value ?? '')) {
      return {
        refused: `The cluster has the taint '${asked.key}' with the effect ${asked.effect} already.`,
      };
    }
    return planOf(
      target,
      {
        contentType: 'application/merge-patch+json',
        body: {
          metadata: atVersionOf(target.metadata),
          spec: {
            taints: [
              ...target.spec.filter(entry => !isSame(entry, added)),
              added,
            ],
          },
        },
      },
      `The cluster '${context.target.name}' gets the taint '${asked.key}' (${
        asked.effect
      }). ${CONSEQUENCES[asked.effect]}`,
      context,
    );
  },
  // The hub stamps a taint with the time at which it took it in.
  progress({ spec }, plan): ActionProgress {
    const asked = addedTaint(plan);
    const present = spec.find(
      entry =>
        asked &&
        isSame(entry, asked) &&
        (entry.value ?? '') === (asked.value ?? ''),
    );
    if (!present) return { state: 'pending' };
    return timeOf(present.timeAdded) === undefined
      ? { state: 'accepted', message: 'The hub has not taken it in yet.' }
      : { state: 'seen' };
  },
});

const untaint = defineAction({
  id: 'untaint',
  kind: 'ManagedCluster',
  title: 'Remove taint',
  description:
    'Removes a taint from `spec.taints`, so that Placements may choose the cluster again. They choose by their own rules, which need not bring back what was there before.',
  rbac: RBAC,
  schema: targetSchema,
  parameters: untaintParameters,
  plan(target, asked, context) {
    const refused = refusalOf(target, asked);
    if (refused) return { refused };
    const isMeant = (entry: Taint) =>
      entry.key === asked.key &&
      (asked.effect === undefined || entry.effect === asked.effect);
    if (!target.spec.some(isMeant)) {
      const keys = [...new Set(target.spec.map(entry => entry.key))];
      return {
        refused: `The cluster has no taint '${asked.key}'${
          asked.effect ? ` with the effect ${asked.effect}` : ''
        }. It has: ${keys.slice(0, 10).join(', ') || 'none'}.`,
      };
    }
    return planOf(
      target,
      {
        contentType: 'application/json-patch+json',
        body: removal(target, isMeant),
      },
      `The cluster '${context.target.name}' loses the taint '${asked.key}'. Placements may choose it again.`,
      context,
    );
  },
  // One that somebody put on anew has another time.
  progress({ spec }, plan): ActionProgress {
    const removed = removedTaints(plan);
    const isLeft = spec.some(entry =>
      removed.some(
        other => isSame(entry, other) && entry.timeAdded === other.timeAdded,
      ),
    );
    return { state: isLeft ? 'pending' : 'seen' };
  },
});

/** What can be told to a hub: taints of its clusters, and nothing else. */
export const openClusterManagementActions = [taint, untaint];
