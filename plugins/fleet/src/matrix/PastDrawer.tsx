import { useMemo } from 'react';
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type EntityKey,
  type PastInstance,
  type PastOfComponent,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  absoluteTime,
  createFleetClock,
  DetailDrawer,
  engineName,
  FieldList,
  FleetClockProvider,
  LoadingView,
  SightView,
  Since,
  StatusMark,
  UntrustedText,
  usePast,
  VersionText,
} from '@fleetview/backstage-plugin-fleet-react';
import { ChangedValue } from '../history/Change';
import { useFleetLinks } from '../routing';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    lead: { fontSize: 15, lineHeight: '22px' },
    quiet: {
      color: theme.palette.text.secondary,
      fontSize: 13,
      fontVariantNumeric: 'tabular-nums',
    },
    text: { margin: theme.spacing(1.5, 0), fontSize: 14 },
    place: { marginTop: theme.spacing(3) },
    certainty: { marginBottom: theme.spacing(1), fontSize: 14 },
    values: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: 6,
      maxWidth: '100%',
    },
    links: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 3),
      marginTop: theme.spacing(3),
    },
    link: {
      font: 'inherit',
      color: theme.palette.link,
      textDecoration: 'underline',
      background: 'none',
      border: 0,
      padding: 0,
      cursor: 'pointer',
    },
  }),
  { name: 'FleetPastDrawer' },
);

/**
 * What a component was on a cluster at a time, as far as it was known then. Why it was so
 * nobody kept: the reasons of now are not those of then, and are not shown.
 */
export function PastDrawer(props: {
  entity: EntityKey;
  /** Reference of the entity. */
  entityRef: string;
  clusterId: string;
  /** What the cluster is called, as far as the page knows. */
  clusterName?: string;
  /** ISO 8601. */
  at: string;
  onNow: () => void;
  onClose: () => void;
}) {
  const { entity, entityRef, clusterId, clusterName, at } = props;
  const classes = useStyles();
  const t = useText();
  const links = useFleetLinks();
  const sight = usePast(entity, clusterId, at);
  const timeline = links.component(entityRef);
  return (
    <DetailDrawer
      title={t('why.title', {
        component: entity.name,
        cluster: clusterName ?? clusterId,
      })}
      open
      onClose={props.onClose}
    >
      <SightView
        sight={sight}
        permission={fleetInstanceReadPermission.name}
        loading={<LoadingView rows={6} />}
      >
        {past => <Found past={past} />}
      </SightView>
      <div className={classes.links}>
        <button type="button" className={classes.link} onClick={props.onNow}>
          {t('past.now')}
        </button>
        {timeline && (
          <Link to={timeline} underline="always">
            {t('past.timeline')}
          </Link>
        )}
      </div>
    </DetailDrawer>
  );
}

function Found(props: { past: PastOfComponent }) {
  const { items, gap, past, limited = [] } = props.past;
  const classes = useStyles();
  const t = useText();
  const time = absoluteTime(past.of);
  // Ages are counted to the time that is shown.
  const clock = useMemo(
    () => createFleetClock(() => Date.parse(past.of)),
    [past.of],
  );
  return (
    <FleetClockProvider clock={clock}>
      <div className={classes.lead}>
        {t('past.asItWas', { time: time?.utc ?? past.of })}
      </div>
      {time && time.local !== time.utc && (
        <div className={classes.quiet}>{time.local}</div>
      )}
      {past.kept === 'days' && (
        <div className={classes.text}>{t('past.ofDay')}</div>
      )}
      {gap && <div className={classes.text}>{t(`past.gaps.${gap}`)}</div>}
      {items.length === 0 && (
        <div className={classes.text}>
          {gap || limited.length > 0
            ? t('past.notKnownHere')
            : t('past.notHere')}
        </div>
      )}
      {items.map(item => (
        <Place key={item.id} item={item} />
      ))}
    </FleetClockProvider>
  );
}

function Place(props: { item: PastInstance }) {
  const { item } = props;
  const { certainty, health, sync, version, desiredVersion, since } = item;
  const classes = useStyles();
  const t = useText();
  const isStale = certainty === 'gap';
  const stale = {
    stale: isStale,
    ...(item.provenAt ? { confirmedAt: item.provenAt } : {}),
  };
  return (
    <section
      className={classes.place}
      aria-label={t('past.place', { namespace: item.namespace })}
    >
      {certainty !== 'known' && (
        <div className={classes.certainty}>
          {t(`past.certainty.${certainty}`)}
        </div>
      )}
      <FieldList
        fields={[
          {
            name: t('instance.detail.namespace'),
            value: <UntrustedText text={item.namespace} />,
          },
          {
            name: t('instance.detail.state'),
            value: (
              <StatusMark status={{ key: health ?? 'unknown', ...stale }} />
            ),
          },
          {
            name: t('instance.detail.sync'),
            value: sync && <StatusMark status={{ key: sync, ...stale }} />,
          },
          {
            name: t('instance.detail.version'),
            value: version && (
              <VersionText version={{ kind: 'settled', version }} />
            ),
          },
          {
            name: t('past.wanted'),
            value: desiredVersion && desiredVersion !== version && (
              <VersionText
                version={{ kind: 'settled', version: desiredVersion }}
              />
            ),
          },
          {
            name: t('instance.detail.replicas'),
            value: item.replicas && t(`history.replicas.${item.replicas}`),
          },
          {
            name: t('instance.columns.by'),
            value: item.engines.length > 0 && (
              <UntrustedText text={item.engines.map(engineName).join(', ')} />
            ),
          },
          {
            name: t('past.since'),
            value: since && (
              <Since at={since} isLowerBound={item.sinceIsLowerBound} />
            ),
          },
          ...item.between.map(({ field, values }) => ({
            name: t('past.between', { field: t(`past.fields.${field}`) }),
            value: (
              <span className={classes.values}>
                {values.map((value, index) => (
                  <span key={value} className={classes.values}>
                    {index > 0 && (
                      <span className={classes.quiet}>{t('history.or')}</span>
                    )}
                    <ChangedValue field={field} value={value} />
                  </span>
                ))}
              </span>
            ),
          })),
        ]}
      />
    </section>
  );
}
