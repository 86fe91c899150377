import { makeStyles } from '@material-ui/core/styles';
import {
  fleetInstanceReadPermission,
  type EntityKey,
  type PlaceReasons,
  type Reasons,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  DetailDrawer,
  EntityLink,
  FieldList,
  firstInTheWay,
  LoadingView,
  MemberStateMark,
  ReasonChain,
  SightView,
  Since,
  UntrustedText,
  useReasons,
  VersionText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';
import { becauseOf } from './becauseOf';
import { chainOf } from './chainOf';

const useStyles = makeStyles(
  theme => ({
    lead: { fontSize: 15, lineHeight: '22px', marginBottom: theme.spacing(2) },
    quiet: { color: theme.palette.text.secondary, fontSize: 13 },
    place: {
      marginTop: theme.spacing(3),
      '&:first-of-type': { marginTop: 0 },
    },
    chain: { marginTop: theme.spacing(2.5) },
  }),
  { name: 'FleetWhyDrawer' },
);

/**
 * Why a component is on a cluster as it is, or why it is not there: the chain of
 * reasons of each place, with who can do something about it, and what.
 */
export function WhyDrawer(props: {
  entity: EntityKey;
  /** Of the place that is open; nothing where none is. */
  clusterId: string | undefined;
  /** What the cluster is called, as far as the page knows. */
  clusterName?: string;
  onClose: () => void;
}) {
  const { entity, clusterId, clusterName, onClose } = props;
  const t = useText();
  return (
    <DetailDrawer
      title={t('why.title', {
        component: entity.name,
        cluster: clusterName ?? clusterId ?? '',
      })}
      open={clusterId !== undefined}
      onClose={onClose}
    >
      {clusterId !== undefined && (
        <Why key={clusterId} entity={entity} clusterId={clusterId} />
      )}
    </DetailDrawer>
  );
}

function Why(props: { entity: EntityKey; clusterId: string }) {
  const sight = useReasons(props.entity, props.clusterId);
  return (
    <SightView
      sight={sight}
      permission={fleetInstanceReadPermission.name}
      loading={<LoadingView rows={8} />}
    >
      {reasons => <Found reasons={reasons} />}
    </SightView>
  );
}

function Found(props: { reasons: Reasons }) {
  const { places, runsHere, cluster } = props.reasons;
  const classes = useStyles();
  const t = useText();
  return (
    <>
      <div className={classes.lead}>{t(`why.runsHere.${runsHere}`)}</div>
      {places.length === 0 && (
        <div className={classes.quiet}>{t('why.none')}</div>
      )}
      {places.map((place, index) => (
        <Place
          // Where it runs in no namespace there is one place alone.
          key={place.instanceId ?? index}
          place={place}
          cluster={cluster.name}
          isOneOfMany={places.length > 1}
        />
      ))}
    </>
  );
}

function Place(props: {
  place: PlaceReasons;
  cluster: string;
  isOneOfMany: boolean;
}) {
  const { place, isOneOfMany, cluster } = props;
  const { namespace, environment, version, state, since, links } = place;
  const classes = useStyles();
  const t = useText();
  const chain = chainOf(links, t, cluster);
  const first = firstInTheWay(chain);
  const inTheWay = links.find(({ link }) => link === first?.link);
  const because = becauseOf(inTheWay, t);
  const title =
    isOneOfMany && namespace
      ? t('why.place', { namespace })
      : t('why.placeAlone');
  return (
    <section className={classes.place} aria-label={title}>
      <FieldList
        fields={[
          {
            name: t('why.state'),
            value: (
              <>
                <MemberStateMark member={{ state, until: inTheWay?.until }} />
                {because && ` · ${because}`}
              </>
            ),
          },
          {
            name: t('instance.detail.message'),
            value: inTheWay?.message && (
              <UntrustedText text={inTheWay.message} block />
            ),
          },
          {
            name: t('why.owner'),
            value: inTheWay?.owner && <EntityLink entity={inTheWay.owner} />,
          },
          {
            name: t('why.doing'),
            value: inTheWay?.remedy && t(`remedies.${inTheWay.remedy}`),
          },
          {
            name: t('why.release'),
            value: version && (
              <VersionText version={{ kind: 'settled', version }} />
            ),
          },
          {
            name: t('why.namespace'),
            value: namespace && <UntrustedText text={namespace} />,
          },
          {
            name: t('why.environment'),
            value: environment && <UntrustedText text={environment} />,
          },
          { name: t('why.since'), value: since && <Since at={since} /> },
        ]}
      />
      <div className={classes.chain}>
        <ReasonChain links={chain} label={title} />
      </div>
    </section>
  );
}
