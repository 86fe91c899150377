import type { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import { useFleetText } from '../../translation';
import type { Failure } from '../../queries/sight';
import { StatusMark } from '../StatusMark';
import { UntrustedText } from '../Text';
import { MessageView } from './MessageView';

/**
 * Nothing is there: says what would be, and how to get it.
 *
 * @public
 */
export function EmptyView(props: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <MessageView title={props.title} actions={props.actions} sight="empty">
      {props.children}
    </MessageView>
  );
}

/**
 * The reader may not: says which permission it takes, and whom to ask.
 *
 * @public
 */
export function ForbiddenView(props: { permission: string; message?: string }) {
  const { t } = useFleetText();
  return (
    <MessageView
      icon={
        <StatusMark
          status={{ key: 'forbidden', stale: false }}
          glyphOnly
          size={18}
        />
      }
      title={t('views.forbiddenTitle')}
      sight="forbidden"
    >
      {t('views.forbiddenText', { permission: props.permission })}
    </MessageView>
  );
}

/**
 * Nothing came: says what the server said, and lets the reader try again.
 *
 * @public
 */
export function FailedView(props: { failure: Failure; retry: () => void }) {
  const { t } = useFleetText();
  const isAbsent = props.failure.status === 404;
  return (
    <MessageView
      icon={
        <StatusMark
          status={{ key: isAbsent ? 'unknown' : 'degraded', stale: false }}
          glyphOnly
          size={18}
        />
      }
      title={isAbsent ? t('views.notFoundTitle') : t('views.failedTitle')}
      sight="failed"
      urgent
      actions={
        <Button variant="outlined" size="small" onClick={props.retry}>
          {t('views.retry')}
        </Button>
      }
    >
      {!isAbsent && <div>{t('views.failedText')}</div>}
      <UntrustedText text={props.failure.message} block />
    </MessageView>
  );
}
