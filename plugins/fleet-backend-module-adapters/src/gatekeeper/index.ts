import {
  defineAdapter,
  defineWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { mapConfig } from './mapConfig';
import { mapConstraint } from './mapConstraint';
import { mapConstraintTemplate } from './mapConstraintTemplate';
import { ENGINE } from './readObject';
import {
  configSchema,
  constraintSchema,
  constraintTemplateSchema,
} from './schema';

export const gatekeeperAdapter = defineAdapter({
  id: ENGINE,
  title: 'OPA Gatekeeper',
  homepage: 'https://open-policy-agent.github.io/gatekeeper',
  watches: [
    defineWatch({
      group: 'templates.gatekeeper.sh',
      versions: ['v1', 'v1beta1', 'v1alpha1'],
      kind: 'ConstraintTemplate',
      plural: 'constrainttemplates',
      namespaced: false,
      facts: ['policy'],
      reads: 'whether its kind of constraint is made, and errors',
      schema: constraintTemplateSchema,
      map: mapConstraintTemplate,
    }),
    defineWatch({
      group: 'constraints.gatekeeper.sh',
      versions: ['v1beta1', 'v1alpha1'],
      kind: 'Constraint',
      plural: '*',
      namespaced: false,
      everyKind: { atMost: 200 },
      // Each audit writes each constraint again, once a minute, to say when it was.
      coalesceMs: 300_000,
      facts: ['policy', 'finding'],
      reads:
        'what it does, whether it works, how much breaks it, and what of that is listed',
      schema: constraintSchema,
      map: mapConstraint,
    }),
    defineWatch({
      group: 'config.gatekeeper.sh',
      versions: ['v1alpha1'],
      kind: 'Config',
      plural: 'configs',
      namespaced: true,
      facts: ['exception'],
      reads: 'namespaces that constraints are not asked about',
      schema: configSchema,
      map: mapConfig,
    }),
  ],
});
