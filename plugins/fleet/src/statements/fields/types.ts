import type { ReactNode } from 'react';
import type { StatementDetail } from '@fleetview/backstage-plugin-fleet-common';
import type { FleetLinks } from '../../routing';
import type { Text } from '../../translation';

/** Named values of a drawer; one without a value is left out. */
export type Fields = { name: string; value: ReactNode }[];

/** What a statement of one type says besides what all say. */
export type DetailOf<Type extends StatementDetail['type']> = Extract<
  StatementDetail,
  { type: Type }
>;

/** What makes fields of a statement's detail. */
export type FieldsOf<Type extends StatementDetail['type']> = (
  detail: DetailOf<Type>,
  t: Text,
  links: FleetLinks,
) => Fields;
