import { useState } from 'react';

let charts = 0;

/** An id that no other chart of the document has, whichever version of React there is. */
export function useChartId(): string {
  const [id] = useState(() => {
    charts += 1;
    return `fleet-chart-${charts}`;
  });
  return id;
}
