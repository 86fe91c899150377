import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { InstanceAction } from '@fleetview/backstage-plugin-fleet-common';
import { UntrustedText } from '@fleetview/backstage-plugin-fleet-react';
import { useText } from '../translation';

const useStyles = makeStyles(
  theme => ({
    group: { margin: theme.spacing(0, 0, 2.5) },
    name: { margin: 0, fontSize: 14, fontWeight: 600 },
    why: {
      margin: theme.spacing(0.5, 0),
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    list: { margin: 0, padding: 0, listStyle: 'none' },
    item: { padding: theme.spacing(0.75, 0) },
    text: { fontSize: 13, color: theme.palette.text.secondary },
  }),
  { name: 'FleetActionList' },
);

/**
 * What can be told to which object. What cannot be used now is listed too, with what
 * is missing.
 */
export function ActionList(props: {
  items: readonly InstanceAction[];
  /** What is said where there are none. */
  none?: string;
  onChoose: (action: InstanceAction) => void;
}) {
  const t = useText();
  const classes = useStyles();
  const groups = new Map<string, InstanceAction[]>();
  for (const item of props.items) {
    groups.set(item.target.id, [...(groups.get(item.target.id) ?? []), item]);
  }
  if (groups.size === 0) return <p>{props.none ?? t('actions.none')}</p>;
  return (
    <>
      {[...groups.values()].map(([first, ...others]) => {
        const { target, availability } = first;
        const why = `fleet-action-why-${target.id}`;
        const isAvailable = availability.state === 'available';
        return (
          <section key={target.id} className={classes.group}>
            <h3 className={classes.name}>
              <UntrustedText
                text={t('actions.of', {
                  kind: target.kind,
                  name: target.name,
                  cluster: target.cluster.name,
                })}
              />
            </h3>
            {!isAvailable && (
              <p id={why} className={classes.why}>
                <UntrustedText
                  text={availability.reason ?? availability.state}
                  block
                />
                {availability.configuration && (
                  <code>
                    {t('actions.add', { key: availability.configuration })}
                  </code>
                )}
                {availability.permission && (
                  <code>
                    {t('actions.needs', {
                      permission: availability.permission,
                    })}
                  </code>
                )}
              </p>
            )}
            <ul className={classes.list}>
              {[first, ...others].map(action => (
                <li key={action.action} className={classes.item}>
                  <Button
                    size="small"
                    variant="outlined"
                    disabled={!isAvailable}
                    {...(isAvailable ? {} : { 'aria-describedby': why })}
                    onClick={() => props.onChoose(action)}
                  >
                    {action.title}
                  </Button>
                  <div className={classes.text}>{action.description}</div>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
