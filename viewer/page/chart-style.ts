/** What all charts share: colours that follow the page's scheme, axes, and a width that follows the panel. */
import type uPlot from 'uplot';

/** The present value of a custom property of the page. */
export function colorOf(property: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim();
}

/** An axis in the page's colours. */
export function axis(label?: string): uPlot.Axis {
  return {
    stroke: () => colorOf('--muted'),
    grid: { stroke: () => colorOf('--grid'), width: 1 },
    ticks: { stroke: () => colorOf('--grid'), width: 1 },
    font: '12px system-ui, sans-serif',
    size: label === undefined ? 44 : 30,
    ...(label === undefined ? {} : { label, labelSize: 16, labelFont: '12px system-ui, sans-serif' }),
  };
}

/** How wide a chart in this element may be. */
export function chartWidth(host: HTMLElement): number {
  return Math.max(host.clientWidth, 160);
}

/** Keeps charts as wide as their elements, and redraws them when light turns to dark. */
export function fitCharts(...charts: [uPlot, HTMLElement][]): void {
  const observer = new ResizeObserver(() => {
    for (const [chart, host] of charts)
      if (host.clientWidth > 0 && chart.width !== chartWidth(host))
        chart.setSize({ width: chartWidth(host), height: chart.height });
  });
  for (const [, host] of charts) observer.observe(host);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    for (const [chart] of charts) chart.redraw();
  });
}
