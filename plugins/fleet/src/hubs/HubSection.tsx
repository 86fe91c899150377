import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  engineName,
  FieldList,
  untrustedName,
  UntrustedText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { textLines } from '../statements/fields/TextLines';
import { useText } from '../translation';
import { HubCluster } from './HubCluster';
import { HubPartsTable } from './HubPartsTable';
import type { HubGroup } from './hubGroups';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(3, 0, 1),
      '& + &': {
        marginTop: theme.spacing(2),
        borderTop: `1px solid ${theme.palette.divider}`,
      },
    },
    heading: {
      margin: theme.spacing(0, 0, 1.5),
      fontSize: 16,
      fontWeight: 600,
      lineHeight: '24px',
      overflowWrap: 'anywhere',
    },
    on: { color: theme.palette.text.secondary, fontWeight: 400 },
    parts: { marginTop: theme.spacing(2) },
  }),
  { name: 'FleetHubSection' },
);

/**
 * What one engine of one hub says of a cluster.
 */
export function HubSection(props: {
  group: HubGroup;
  openId: string | undefined;
  onOpen: (id: string) => void;
}) {
  const { group } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const engine = engineName(group.engine);
  return (
    <section
      className={classes.root}
      aria-label={untrustedName(
        `${engine} ${t('hubs.on')} ${group.observer.name}`,
      )}
    >
      <h2 className={classes.heading}>
        <UntrustedText text={engine} inline />{' '}
        <span className={classes.on}>
          {t('hubs.on')}{' '}
          <Link to={links.cluster(group.observer.id)} color="inherit">
            <UntrustedText text={group.observer.name} inline />
          </Link>
        </span>
      </h2>
      {group.clusters.map(statement => (
        <HubCluster key={statement.id} statement={statement} />
      ))}
      {group.claims.length > 0 && (
        <FieldList
          fields={[
            {
              name: t('statements.detail.claims'),
              value: textLines(
                group.claims.map(({ key, value }) => `${key}: ${value}`),
                t('statements.detail.claimsNote'),
              ),
            },
          ]}
        />
      )}
      {group.parts.length > 0 && (
        <div className={classes.parts}>
          <HubPartsTable
            label={t('hubs.parts', { name: untrustedName(engine) })}
            parts={group.parts}
            openId={props.openId}
            onOpen={props.onOpen}
          />
        </div>
      )}
    </section>
  );
}
