import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Attribute,
  Attributes,
  ClusterDetail,
  Identity,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  FleetTable,
  Since,
  StatusMark,
  UntrustedText,
  type FleetColumn,
} from '@fleetview/backstage-plugin-fleet-react';
import { useFleetLinks } from '../routing';
import { Section } from '../shared';
import { useText } from '../translation';

const ATTRIBUTES = [
  'region',
  'zone',
  'provider',
  'environment',
  'tier',
  'owner',
] as const satisfies readonly (keyof Attributes)[];

type AttributeRow = { key: (typeof ATTRIBUTES)[number]; attribute: Attribute };

const useStyles = makeStyles(
  theme => ({
    quiet: { color: theme.palette.text.secondary },
    duplicates: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      '& > li': {
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: theme.spacing(1.5),
        overflowWrap: 'anywhere',
      },
      '& > li > *': { minWidth: 0 },
    },
  }),
  { name: 'FleetIdentityTab' },
);

/**
 * Who knows a cluster under which name, and where its attributes come from.
 */
export function IdentityTab(props: { detail: ClusterDetail }) {
  const { identities, aliases, possibleDuplicates, cluster } = props.detail;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const rows = ATTRIBUTES.map(key => ({
    key,
    attribute: cluster.attributes[key],
  }));
  return (
    <>
      {possibleDuplicates.length > 0 && (
        <Section title={t('identity.duplicates')}>
          <p className={classes.quiet}>{t('identity.duplicatesText')}</p>
          <ul className={classes.duplicates}>
            {possibleDuplicates.map(duplicate => (
              <li key={duplicate.cluster.id}>
                <Link
                  to={links.cluster(duplicate.cluster.id, { tab: 'identity' })}
                >
                  {duplicate.cluster.name}
                </Link>
                <span className={classes.quiet}>
                  <UntrustedText text={duplicate.uid} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('identity.identities')}>
        <FleetTable
          label={t('identity.identities')}
          columns={useIdentityColumns()}
          rows={identities}
          rowId={identity => `${identity.source} ${identity.name}`}
        />
      </Section>
      {aliases.length > 0 && (
        <Section title={t('identity.aliases')}>
          <p className={classes.quiet}>{t('identity.aliasesText')}</p>
          <ul className={classes.duplicates}>
            {aliases.map(alias => (
              <li key={alias.id}>
                <UntrustedText text={alias.name ?? alias.id} />
                <span className={classes.quiet}>
                  <UntrustedText text={alias.reason} />
                </span>
                <span className={classes.quiet}>
                  <Since at={alias.since} ago />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('identity.attributes')}>
        <FleetTable
          label={t('identity.attributes')}
          columns={useAttributeColumns()}
          rows={rows}
          rowId={row => row.key}
        />
      </Section>
    </>
  );
}

function useIdentityColumns(): FleetColumn<Identity>[] {
  const classes = useStyles();
  const t = useText();
  return useMemo(
    () => [
      {
        id: 'source',
        title: t('identity.columns.source'),
        width: '18%',
        render: identity => <UntrustedText text={identity.sourceTitle} />,
      },
      {
        id: 'name',
        title: t('identity.columns.name'),
        width: '18%',
        render: identity => (
          <>
            <UntrustedText text={identity.name} />
            {!identity.present && (
              <span className={classes.quiet}> {t('identity.gone')}</span>
            )}
          </>
        ),
      },
      {
        id: 'server',
        title: t('identity.columns.server'),
        render: identity => (
          <UntrustedText text={identity.server ?? t('none')} />
        ),
      },
      {
        id: 'uid',
        title: t('identity.columns.uid'),
        width: '24%',
        hideBelow: 1000,
        render: identity => <UntrustedText text={identity.uid ?? t('none')} />,
      },
      {
        id: 'tls',
        title: t('identity.columns.tls'),
        width: 112,
        hideBelow: 1000,
        render: identity => {
          if (identity.tlsVerified === undefined) return t('none');
          return identity.tlsVerified ? (
            t('identity.verified')
          ) : (
            <StatusMark
              status={{ key: 'unauthorized', stale: false }}
              word={t('identity.unverified')}
            />
          );
        },
      },
      {
        id: 'firstSeen',
        title: t('identity.columns.firstSeen'),
        width: 104,
        align: 'right',
        render: identity => <Since at={identity.firstSeenAt} ago />,
      },
    ],
    [classes, t],
  );
}

function useAttributeColumns(): FleetColumn<AttributeRow>[] {
  const classes = useStyles();
  const t = useText();
  return useMemo(
    () => [
      {
        id: 'attribute',
        title: t('identity.columns.attribute'),
        width: '18%',
        render: ({ key }) => t(`attributes.${key}`),
      },
      {
        id: 'value',
        title: t('identity.columns.value'),
        width: '26%',
        render: ({ attribute }) => (
          <UntrustedText
            text={
              attribute.values && attribute.values.length > 0
                ? `${attribute.value}: ${attribute.values.join(', ')}`
                : attribute.value
            }
          />
        ),
      },
      {
        id: 'evidence',
        title: t('identity.columns.evidence'),
        width: '28%',
        render: ({ attribute: { evidence } }) => (
          <span className={classes.quiet}>
            {t(`identity.sources.${evidence.source}`)}
            {evidence.detail && (
              <>
                {' · '}
                <UntrustedText text={evidence.detail} />
              </>
            )}
            {evidence.source === 'catalog' && !evidence.trusted && (
              <>
                {' · '}
                {t('identity.notForPermissions')}
              </>
            )}
          </span>
        ),
      },
      {
        id: 'conflicts',
        title: t('identity.columns.conflicts'),
        render: ({ attribute: { conflicts = [] } }) =>
          conflicts.length > 0 ? (
            <UntrustedText
              text={conflicts
                .map(
                  ({ source, value, detail }) =>
                    `${value} (${t(`identity.sources.${source}`)}${
                      detail ? `: ${detail}` : ''
                    })`,
                )
                .join(', ')}
            />
          ) : (
            <span className={classes.quiet}>·</span>
          ),
      },
    ],
    [classes, t],
  );
}
