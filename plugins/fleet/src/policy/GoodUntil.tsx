import {
  Countdown,
  Since,
  useNow,
} from '@fleetview/backstage-plugin-fleet-react';

/** How long something holds, and since when it does not any more. */
export function GoodUntil(props: { until: string }) {
  const { until } = props;
  const now = useNow(60_000);
  return Date.parse(until) > now ? (
    <Countdown until={until} />
  ) : (
    <Since at={until} ago />
  );
}
