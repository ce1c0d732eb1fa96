// Charts over time, drawn at the width they have, so that their letters keep their size.
import { element, svg } from './dom.js';
import { timeOfDay } from './format.js';

/**
 * @typedef {{ name: string, values: readonly (number | null)[], class: string }} Row a null is a step without a value
 * @typedef {object} ChartData
 * @property {'bars' | 'line'} kind bars stand on each other
 * @property {readonly Row[]} rows
 * @property {number} from Unix milliseconds
 * @property {number} stepSeconds
 * @property {(value: number) => string} format
 * @property {number} [max] the end of the scale, where it is known
 * @property {string} summary one sentence, for those who do not see the chart
 */

const HEIGHT = 190;
const MARGIN = { top: 10, right: 6, bottom: 24, left: 52 };
const HOUR_MS = 3_600_000;

/**
 * A chart that can be filled again. `readout` says what stands under the pointer.
 *
 * @param {string} title
 */
export function timeChart(title) {
  const readout = element('p', { class: 'readout', 'aria-hidden': 'true' });
  const plot = element('div', { class: 'plot' });
  const rows = element('tbody');
  const heads = element('tr');
  const details = element('details', { class: 'as-table' }, [
    element('summary', { text: 'As a table' }),
    element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${title}, as a table` }, [
      element('table', {}, [
        element('caption', { class: 'unseen', text: title }),
        element('thead', {}, [heads]),
        rows,
      ]),
    ]),
  ]);
  const node = element('figure', { class: 'chart' }, [plot, details]);
  /** @type {ChartData | undefined} */
  let data;
  let drawn = '';
  const draw = () => {
    if (!data) return;
    const width = Math.max(220, Math.floor(plot.clientWidth));
    const state = JSON.stringify([width, data.kind, data.from, data.rows, data.max]);
    if (state === drawn) return;
    drawn = state;
    plot.replaceChildren(drawing(data, width, readout));
    if (/** @type {HTMLDetailsElement} */ (details).open) fillTable(data, heads, rows);
  };
  new ResizeObserver(draw).observe(plot);
  details.addEventListener('toggle', () => data && fillTable(data, heads, rows));
  return {
    node,
    readout,
    /** @param {ChartData} next */
    update(next) {
      data = next;
      draw();
    },
  };
}

/**
 * @param {ChartData} data
 * @param {HTMLElement} heads
 * @param {HTMLElement} rows
 */
function fillTable({ rows: series, from, stepSeconds, format }, heads, rows) {
  heads.replaceChildren(
    element('th', { scope: 'col', text: 'From' }),
    ...series.map(({ name }) => element('th', { scope: 'col', class: 'number', text: name })),
  );
  const steps = series[0]?.values.map((_, index) => index).reverse() ?? [];
  rows.replaceChildren(
    ...steps.map((index) =>
      element('tr', {}, [
        element('th', { scope: 'row', text: timeOfDay(from + index * stepSeconds * 1_000) }),
        ...series.map(({ values }) =>
          element('td', { class: 'number', text: textOf(values[index], format) }),
        ),
      ]),
    ),
  );
}

/**
 * @param {number | null | undefined} value
 * @param {(value: number) => string} format
 */
const textOf = (value, format) => (value === null || value === undefined ? '–' : format(value));

/**
 * @param {ChartData} data
 * @param {number} width
 * @param {HTMLElement} readout
 */
function drawing(data, width, readout) {
  const { kind, rows, from, stepSeconds, format, summary } = data;
  const steps = rows[0]?.values.length ?? 0;
  const inner = { width: width - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const sums = Array.from({ length: steps }, (_, index) =>
    rows.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
  );
  const scale = scaleTo(data.max ?? Math.max(...sums, 0));
  const x = (/** @type {number} */ step) => MARGIN.left + (inner.width * step) / steps;
  const y = (/** @type {number} */ value) => MARGIN.top + inner.height * (1 - value / scale.end);
  const frame = { width, inner, x, y };
  const cursor = svg('line', {
    class: 'cursor',
    y1: MARGIN.top,
    y2: MARGIN.top + inner.height,
    visibility: 'hidden',
  });
  const picture = svg(
    'svg',
    { role: 'img', 'aria-label': summary, viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT },
    [
      ...scale.ticks.flatMap((tick) => horizontal(tick, format, frame)),
      ...timeTicks(data, steps, frame),
      ...(kind === 'bars' ? bars(rows, steps, frame) : lines(rows, frame)),
      cursor,
    ],
  );
  picture.addEventListener('pointermove', (event) => {
    const place = ((event.offsetX - MARGIN.left) / inner.width) * steps;
    const step = Math.min(steps - 1, Math.max(0, Math.floor(place)));
    const middle = x(step + 0.5);
    cursor.setAttribute('x1', String(middle));
    cursor.setAttribute('x2', String(middle));
    cursor.setAttribute('visibility', 'visible');
    const values = rows.map(
      ({ name, values: all }) => `${rows.length > 1 ? `${name} ` : ''}${textOf(all[step], format)}`,
    );
    readout.textContent = `${timeOfDay(from + step * stepSeconds * 1_000)}  ${values.join('  ')}`;
  });
  picture.addEventListener('pointerleave', () => {
    cursor.setAttribute('visibility', 'hidden');
    readout.textContent = '';
  });
  return picture;
}

/** @typedef {{ width: number, inner: { width: number, height: number }, x: (step: number) => number, y: (value: number) => number }} Frame */

/**
 * @param {number} tick
 * @param {(value: number) => string} format
 * @param {Frame} frame
 */
function horizontal(tick, format, { width, y }) {
  const at = Math.round(y(tick)) + 0.5;
  return [
    svg('line', {
      class: tick === 0 ? 'base' : 'grid',
      x1: MARGIN.left,
      x2: width - MARGIN.right,
      y1: at,
      y2: at,
    }),
    svg('text', { class: 'tick', x: MARGIN.left - 8, y: at + 4, 'text-anchor': 'end', text: format(tick) }),
  ];
}

/**
 * Round times, as many as there is room for.
 *
 * @param {ChartData} data
 * @param {number} steps
 * @param {Frame} frame
 */
function timeTicks({ from, stepSeconds }, steps, { inner, x }) {
  const span = steps * stepSeconds * 1_000;
  const candidates = [1 / 12, 1 / 6, 1 / 4, 1 / 2, 1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR_MS);
  const every = candidates.find((one) => (span / one) * 62 <= inner.width) ?? span;
  // Whole hours of the person's own time.
  const offset = new Date(from).getTimezoneOffset() * 60_000;
  const first = Math.ceil((from - offset) / every) * every + offset;
  const ticks = [];
  for (let at = first; at < from + span; at += every) {
    const place = x((at - from) / stepSeconds / 1_000);
    if (place < MARGIN.left + 14 || place > MARGIN.left + inner.width - 14) continue;
    ticks.push(
      svg('text', { class: 'tick', x: place, y: HEIGHT - 6, 'text-anchor': 'middle', text: timeOfDay(at) }),
    );
  }
  return ticks;
}

/**
 * @param {readonly Row[]} rows
 * @param {number} steps
 * @param {Frame} frame
 */
function bars(rows, steps, { x, y }) {
  const shapes = [];
  for (let step = 0; step < steps; step += 1) {
    let below = 0;
    for (const { values, class: name } of rows) {
      const value = values[step] ?? 0;
      if (value <= 0) continue;
      const [top, bottom] = [y(below + value), y(below)];
      const [left, right] = [x(step), x(step + 1)];
      const gap = right - left > 5 ? 1.5 : 0.5;
      shapes.push(
        svg('rect', {
          class: name,
          x: (left + gap / 2).toFixed(2),
          y: top.toFixed(2),
          width: (right - left - gap).toFixed(2),
          height: Math.max(0.75, bottom - top).toFixed(2),
        }),
      );
      below += value;
    }
  }
  return shapes;
}

/**
 * A line that breaks where there is no value; a value that stands alone is a dot.
 *
 * @param {readonly Row[]} rows
 * @param {Frame} frame
 */
function lines(rows, { x, y }) {
  return rows.flatMap(({ values, class: name }) => {
    const dots = [];
    let path = '';
    let open = false;
    for (const [index, value] of values.entries()) {
      if (value === null) {
        open = false;
        continue;
      }
      const point = `${x(index + 0.5).toFixed(1)} ${y(value).toFixed(1)}`;
      const [left, right] = [values[index - 1], values[index + 1]];
      if ((left === null || left === undefined) && (right === null || right === undefined)) {
        const [cx, cy] = point.split(' ');
        dots.push(svg('circle', { class: `${name} dot`, cx, cy, r: 2.5 }));
      }
      path += `${open ? 'L' : 'M'}${point}`;
      open = true;
    }
    return [svg('path', { class: `${name} line`, d: path }), ...dots];
  });
}

/**
 * A scale from 0 that ends at a round number, with its ticks.
 *
 * @param {number} max
 */
export function scaleTo(max) {
  if (!(max > 0)) return { end: 1, ticks: [0] };
  const rough = max / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.999) ?? max;
  const wanted = Math.ceil(max / step - 1e-9);
  return { end: wanted * step, ticks: Array.from({ length: wanted + 1 }, (_, index) => index * step) };
}
