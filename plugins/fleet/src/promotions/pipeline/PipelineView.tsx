import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Pipeline,
  PipelineMove,
} from '@fleetview/backstage-plugin-fleet-common';
import { useText } from '../../translation';
import { PromoteDialog } from '../plan/PromoteDialog';
import { usePromotionDrawer } from '../usePromotionDrawer';
import { MoveView } from './MoveView';
import { NoStages } from './NoStages';
import { OutsideStages } from './OutsideStages';
import { StageCard } from './StageCard';
import { StageProblems } from './StageProblems';

const useStyles = makeStyles(
  theme => ({
    // Side by side where there is room for it, one above the other elsewhere.
    stages: {
      display: 'flex',
      alignItems: 'stretch',
      margin: 0,
      padding: theme.spacing(0, 0, 1),
      overflowX: 'auto',
      position: 'relative',
      listStyle: 'none',
      fontSize: 13,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
      [theme.breakpoints.down('md')]: { flexDirection: 'column' },
    },
    stage: {
      display: 'flex',
      flex: '1 1 0',
      minWidth: 148,
      // As wide as the first one, beside what leads to it.
      '& + &': { minWidth: 284, flexBasis: 208 },
      [theme.breakpoints.down('md')]: {
        flexDirection: 'column',
        minWidth: 0,
        '& + &': { minWidth: 0, flexBasis: 'auto' },
      },
    },
    moves: {
      // Sentences are read here: as wide as may be, as long as stages stay beside each other.
      flex: '0 1 208px',
      minWidth: 136,
      padding: theme.spacing(0, 1),
      [theme.breakpoints.down('md')]: {
        flex: 'none',
        minWidth: 0,
        padding: theme.spacing(1, 0, 1, 2),
      },
    },
    limited: { margin: theme.spacing(0, 0, 1), fontSize: 13 },
  }),
  { name: 'FleetPipeline' },
);

/** The stages of a component in order, what runs on each, and what may move. */
export function PipelineView(props: { pipeline: Pipeline }) {
  const { pipeline } = props;
  const { component, stages, moves, problems, limited = [] } = pipeline;
  const classes = useStyles();
  const t = useText();
  const { open } = usePromotionDrawer();
  const [chosen, choose] = useState<Pick<PipelineMove, 'from' | 'to'>>();
  const target = stages.find(({ name }) => name === chosen?.to);
  return (
    <>
      {limited.length > 0 && (
        <p role="note" className={classes.limited} data-sight="limited">
          {t('promotions.limited')}
        </p>
      )}
      <StageProblems problems={problems} />
      {stages.length === 0 ? (
        <NoStages isConfigured={pipeline.configured} />
      ) : (
        <ol
          className={classes.stages}
          aria-label={t('promotions.pipeline')}
          data-pipeline
        >
          {stages.map((stage, index) => {
            const to = moves.filter(move => move.to === stage.name);
            return (
              <li key={stage.name} className={classes.stage}>
                {index > 0 && to.length > 0 && (
                  <div className={classes.moves}>
                    {to.map(move => (
                      <MoveView
                        key={move.from}
                        move={move}
                        target={stage}
                        isFromBefore={stages[index - 1].name === move.from}
                        onChoose={() => choose(move)}
                      />
                    ))}
                  </div>
                )}
                <StageCard stage={stage} onOpen={open} />
              </li>
            );
          })}
        </ol>
      )}
      <OutsideStages pipeline={pipeline} />
      {chosen && (
        <PromoteDialog
          query={{ component, from: chosen.from, to: chosen.to }}
          underWay={
            target?.promotion?.endedAt === undefined
              ? target?.promotion
              : undefined
          }
          onClose={id => {
            choose(undefined);
            if (id !== undefined) open(id);
          }}
        />
      )}
    </>
  );
}
