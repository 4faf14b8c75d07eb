import { Box, useComputedColorScheme } from '@mantine/core';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as take, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

take([BarChart, LineChart, GridComponent, TooltipComponent, LegendComponent, CanvasRenderer]);

export interface Series {
  name: string;
  values: (number | null)[];
  color: string;
}

interface Drawing {
  kind: 'bar' | 'line';
  labels: string[];
  series: Series[];
  format: (value: number) => string;
  stacked?: boolean;
  label: string;
  /** Somebody wants to see what is behind a value. */
  onChoose?: (index: number, series: number) => void;
}

/** As many bars have room for a name each, broken into lines. */
const EACH_NAMED = 8;
/** A name whose longest word has less room than this a letter stands aslant rather than broken within the word. */
const LETTER = 7;
const BESIDE_BARS = 60;

/** Bars or lines; whoever cannot see them has the same figures in the table beside. */
export function Chart({ kind, labels, series, format, stacked, label, onChoose }: Drawing) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const chosen = useRef(onChoose);
  const dark = useComputedColorScheme('light') === 'dark';
  useEffect(() => { chosen.current = onChoose; });
  useEffect(() => {
    const drawn = init(frame.current!);
    chart.current = drawn;
    drawn.on('click', (event) => chosen.current?.(event.dataIndex, event.seriesIndex ?? 0));
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(frame.current!);
    return () => { observer.disconnect(); drawn.dispose(); };
  }, []);
  useEffect(() => {
    const text = dark ? '#c9c9c9' : '#343a40';
    const longest = LETTER * Math.max(0, ...labels.flatMap((label) => label.split(/[\s-]/)).map((part) => part.length));
    const each = (frame.current!.clientWidth - BESIDE_BARS) / labels.length - 6;
    chart.current!.setOption({
      animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      animationDuration: 200,
      textStyle: { fontFamily: 'system-ui, sans-serif' },
      grid: { left: 4, right: 12, top: series.length > 1 ? 30 : 12, bottom: 4, outerBoundsMode: 'same', outerBounds: { left: 4, right: 12, top: 8, bottom: 4 } },
      legend: series.length > 1 ? { top: 0, textStyle: { color: text } } : undefined,
      tooltip: { trigger: 'axis', confine: true, valueFormatter: (value: unknown) => (typeof value === 'number' ? format(value) : '–'), renderMode: 'richText' },
      xAxis: { type: 'category', data: labels, axisLabel: { color: text, ...(kind === 'bar' && labels.length <= EACH_NAMED ? { interval: 0, ...(each >= longest ? { width: each, overflow: 'break', lineHeight: 14 } : { rotate: 40, width: 110, overflow: 'truncate' }) } : { hideOverlap: true, overflow: 'truncate', width: 90 }) } },
      yAxis: { type: 'value', axisLabel: { color: text, formatter: format }, splitLine: { lineStyle: { color: dark ? '#424242' : '#e9ecef' } } },
      series: series.map((each) => ({ name: each.name, type: kind, data: each.values, stack: stacked ? 'all' : undefined, itemStyle: { color: each.color }, cursor: onChoose ? 'pointer' : 'default', barMaxWidth: 40 })),
    }, true);
  }, [kind, labels, series, format, stacked, dark, onChoose]);
  return <Box ref={frame} h={240} role="img" aria-label={label} />;
}
