import { makeStyles } from '@material-ui/core/styles';
import type { PipelineStage } from '@fleetview/backstage-plugin-fleet-common';
import {
  StatusMark,
  UntrustedText,
  useFleetText,
} from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../../translation';
import { PromotionStateMark } from '../PromotionStateMark';
import { ReleaseText } from '../ReleaseText';
import { clusterNames, durationParts, waveName } from '../promotionWords';
import { StageStates } from './StageStates';

const useStyles = makeStyles(
  theme => ({
    root: {
      flex: '1 1 0',
      minWidth: 140,
      padding: theme.spacing(1.25, 1.5),
      overflowWrap: 'anywhere',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 6,
      [theme.breakpoints.down('md')]: { flex: 'none' },
    },
    name: { margin: 0, fontSize: 15, fontWeight: 600, lineHeight: '22px' },
    quiet: { color: theme.palette.text.secondary },
    part: { marginTop: theme.spacing(0.75) },
    list: { margin: 0, padding: 0, listStyle: 'none' },
    open: {
      padding: 0,
      font: 'inherit',
      color: theme.palette.primary.main,
      textAlign: 'left',
      textDecoration: 'underline',
      background: 'none',
      border: 0,
      cursor: 'pointer',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
  }),
  { name: 'FleetPipelineStage' },
);

/** One stage: what runs there, how it is, and what is on its way to it. */
export function StageCard(props: {
  stage: PipelineStage;
  onOpen: (promotionId: string) => void;
}) {
  const { stage, onOpen } = props;
  const { name, title, release, promotion } = stage;
  const classes = useStyles();
  const t = useText();
  return (
    <section
      className={classes.root}
      aria-label={t('promotions.stage.name', { name })}
      data-stage={name}
    >
      <h3 className={classes.name}>{name}</h3>
      {title && (
        <div className={classes.quiet}>
          <UntrustedText text={title} inline />
        </div>
      )}
      {release && <ReleaseText release={release} />}
      <Because stage={stage} />
      <div className={classes.part}>
        <StageStates states={stage.states} />
      </div>
      <div className={classes.quiet}>
        {t('promotions.stage.clusters', {
          on: stage.runsOn.toLocaleString('en'),
          all: stage.clusters.toLocaleString('en'),
        })}
      </div>
      <NotPinned stage={stage} />
      <Waves stage={stage} />
      {promotion && (
        <div className={classes.part}>
          <button
            type="button"
            className={classes.open}
            onClick={() => onOpen(promotion.id)}
          >
            {promotion.version
              ? t('promotions.stage.promotion', { version: promotion.version })
              : t('promotions.stage.thePromotion')}
          </button>{' '}
          <PromotionStateMark promotion={promotion} isInList />
        </div>
      )}
    </section>
  );
}

/** Why no release is told of it. */
function Because(props: { stage: PipelineStage }) {
  const { because, becauseOf = [] } = props.stage;
  const classes = useStyles();
  const t = useText();
  if (!because) return null;
  return (
    <div>
      <StatusMark
        status={{
          key: because === 'moving' ? 'progressing' : 'unknown',
          stale: false,
        }}
        word={t(`promotions.stage.because.${because}`)}
        glyphOnly
      />{' '}
      {t(`promotions.stage.because.${because}`)}
      {becauseOf.length > 0 && (
        <span className={classes.quiet}>
          {' '}
          {t('promotions.stage.on', { clusters: clusterNames(becauseOf, t) })}
        </span>
      )}
    </div>
  );
}

function NotPinned(props: { stage: PipelineStage }) {
  const { notPinned } = props.stage;
  const classes = useStyles();
  const t = useText();
  if (notPinned.length === 0) return null;
  return (
    <div className={classes.part}>
      <StatusMark
        status={{ key: 'unknown', stale: false }}
        word={t('promotions.stage.notPinned')}
      />
      <ul className={classes.list}>
        {notPinned.map(({ workload, container, reference, because }) => (
          <li key={`${workload} ${container} ${reference}`}>
            <UntrustedText text={reference} inline />{' '}
            <span className={classes.quiet}>
              {t(
                because === 'no-digest'
                  ? 'promotions.stage.noDigest'
                  : 'promotions.stage.movable',
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The waves of a stage; of one alone how long it has to stay healthy. */
function Waves(props: { stage: PipelineStage }) {
  const { waves } = props.stage;
  const classes = useStyles();
  const t = useText();
  const { ageText } = useFleetText();
  if (waves.length === 0) return null;
  return (
    <ol
      className={`${classes.list} ${classes.part}`}
      aria-label={t('promotions.stage.waves')}
    >
      {waves.map(({ key, clusters, soakSeconds }, index) => (
        <li key={key} title={clusterNames(clusters, t, 20)}>
          {waves.length > 1 && `${index + 1}. ${waveName(key, t)} · `}
          {waves.length > 1 &&
            t('promotions.stage.waveClusters', { count: clusters.length })}
          {soakSeconds > 0 && (
            <span className={classes.quiet}>
              {waves.length > 1 && ' · '}
              {t('promotions.stage.soak', {
                time: ageText(durationParts(soakSeconds)),
              })}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
