import type { UnboundItem } from '@fleetview/backstage-plugin-fleet-common';
import type { EntityIndex } from '../../mapping/EntityIndex';
import { nameOfRef } from '../../mapping/MirroredEntity';
import type { ReadContext } from '../types';
import { visibleOf } from '../visible';
import { readGroups } from './readGroups';
import { contains, selectUnbound } from './selectUnbound';
import { toUnboundItems } from './toUnboundItems';

/** Things that are named to who looks at a component that runs nowhere. */
const NAMED = 5;

/** Things that are looked at for that: most that share a word are proposed to it. */
const LOOKED_AT = 25;

/** What may belong to an entity and is bound to nothing, each with what is proposed for this entity alone. */
export async function listCandidates(
  context: ReadContext,
  entities: EntityIndex,
  entityRef: string,
): Promise<UnboundItem[]> {
  const { knex } = context;
  const visible = () =>
    visibleOf(
      context,
      selectUnbound(knex).where(either => {
        void either
          .whereRaw(
            ...contains(knex, 'unbound.words', `|${nameOfRef(entityRef)}|`),
          )
          .orWhereRaw(
            ...contains(knex, 'unbound.candidates', `|${entityRef}|`),
          );
      }),
      'unbound',
    );
  const groups = await readGroups(knex, visible(), { limit: LOOKED_AT });
  const items = await toUnboundItems(context, entities, groups, visible);
  return items
    .map(item => ({
      ...item,
      proposals: item.proposals.filter(
        proposal => proposal.entityRef === entityRef,
      ),
    }))
    .filter(({ proposals }) => proposals.length > 0)
    .slice(0, NAMED);
}
