// Where the scores of recent look-ups lie, and the threshold as a slider below them.
import { scaleTo } from './charts.js';
import { element, svg } from './dom.js';
import { count, share } from './format.js';
import { at, histogram } from './threshold.js';

/**
 * @typedef {import('./threshold.js').Scored} Scored
 * @typedef {object} ScoredLookups
 * @property {number} threshold
 * @property {string} mode
 * @property {boolean} semantic
 * @property {number} recent
 * @property {number} exact
 * @property {number} without
 * @property {readonly Scored[]} scores
 */

const HEIGHT = 200;
const MARGIN = { top: 18, right: 12, bottom: 6, left: 40 };

/** The chart with its slider, which starts at the threshold in force and stays where a person puts it. */
export function thresholdChart() {
  const plot = element('div', { class: 'plot' });
  const slider = /** @type {HTMLInputElement} */ (
    element('input', {
      type: 'range',
      id: 'threshold',
      min: '0',
      max: '1',
      step: '0.01',
      'aria-describedby': 'threshold-says',
    })
  );
  const value = element('output', { for: 'threshold', class: 'value' });
  const reset = element('button', { type: 'button', class: 'quiet', text: 'Back to the one in force' });
  const says = element('div', { id: 'threshold-says', class: 'says', 'aria-live': 'polite' });
  const node = element('div', { class: 'threshold' }, [
    plot,
    element('div', { class: 'slide' }, [slider]),
    element('div', { class: 'slide-label' }, [
      element('label', { for: 'threshold', text: 'Threshold' }),
      value,
      reset,
    ]),
    says,
    legend(),
  ]);
  /** @type {ScoredLookups | undefined} */
  let data;
  let moved = false;
  const draw = () => {
    if (!data) return;
    if (!moved) slider.value = String(data.threshold);
    const chosen = Number(slider.value);
    value.textContent = chosen.toFixed(2);
    slider.setAttribute('aria-valuetext', `${chosen.toFixed(2)}: ${wouldHit(data, chosen)}`);
    reset.hidden = !moved;
    plot.replaceChildren(drawing(data, chosen, Math.max(240, Math.floor(plot.clientWidth))));
    says.replaceChildren(...readings(data, chosen));
  };
  slider.addEventListener('input', () => {
    moved = true;
    draw();
  });
  reset.addEventListener('click', () => {
    moved = false;
    draw();
    slider.focus();
  });
  new ResizeObserver(draw).observe(plot);
  return {
    node,
    /** @param {ScoredLookups} next */
    update(next) {
      const same = JSON.stringify(next) === JSON.stringify(data);
      data = next;
      if (!same) draw();
    },
    /** Another tenant has another threshold in force. */
    follow() {
      moved = false;
      draw();
    },
  };
}

function legend() {
  const swatch = (/** @type {string} */ name) =>
    svg('svg', { class: 'swatch', width: 12, height: 12, 'aria-hidden': 'true' }, [
      svg('rect', {
        class: name,
        fill: name === 'rejected' ? 'url(#hatch)' : undefined,
        width: 12,
        height: 12,
      }),
    ]);
  return element('p', { class: 'legend' }, [
    element('span', {}, [swatch('hit'), 'served, or would have been']),
    element('span', {}, [swatch('rejected'), 'rejected by verification']),
    element('span', {}, [swatch('missed'), 'not near enough']),
  ]);
}

/**
 * @param {ScoredLookups} data
 * @param {number} chosen
 */
const wouldHit = ({ scores }, chosen) => `${count(at(scores, chosen).hits)} semantic hits`;

/**
 * @param {ScoredLookups} data
 * @param {number} chosen
 */
function readings({ scores, recent, threshold, exact, without }, chosen) {
  const here = at(scores, chosen);
  const more = here.hits - at(scores, threshold).hits;
  const change =
    Math.abs(chosen - threshold) < 0.005
      ? 'the threshold in force'
      : `${more === 0 ? 'as many as' : `${count(Math.abs(more))} ${more > 0 ? 'more' : 'fewer'} than`} at ${threshold.toFixed(2)} in force`;
  const reading = (/** @type {string} */ name, /** @type {string} */ figure, /** @type {string} */ text) =>
    element('div', {}, [
      element('dt', { text: name }),
      element('dd', { class: 'figure', text: figure }),
      element('dd', { text }),
    ]);
  return [
    element('dl', {}, [
      reading(
        'Would hit',
        count(here.hits),
        `${share(recent === 0 ? 0 : here.hits / recent)} of ${count(recent)} look-ups; ${change}`,
      ),
      reading(
        'Another answer',
        here.compared === 0 ? '–' : share(here.different / here.compared),
        here.compared === 0
          ? 'none was compared with the provider’s own answer yet; shadow mode and sampling do that'
          : `${count(here.different)} of ${count(here.compared)} that were compared with the provider’s own answer`,
      ),
      reading(
        'Verification',
        count(here.ruledOut + here.heldBack),
        `${count(here.ruledOut)} ruled out before they had a score, ${count(here.heldBack)} held back by it${here.letPass > 0 ? `; ${count(here.letPass)} of the rejected would pass` : ''}`,
      ),
    ]),
    element('p', {
      class: 'small',
      text: `Beside these: ${count(exact)} exact hits, which no threshold touches, and ${count(without)} look-ups with nothing near.`,
    }),
  ];
}

/**
 * @param {ScoredLookups} data
 * @param {number} chosen
 * @param {number} width
 */
function drawing({ scores, threshold }, chosen, width) {
  const bins = histogram(scores);
  const inner = { width: width - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const scale = scaleTo(Math.max(4, ...bins.map(({ hits, rejected, missed }) => hits + rejected + missed)));
  const x = (/** @type {number} */ score) => MARGIN.left + inner.width * score;
  const y = (/** @type {number} */ value) => MARGIN.top + inner.height * (1 - value / scale.end);
  const bars = bins.flatMap((bin) => {
    let below = 0;
    return /** @type {const} */ (['hits', 'rejected', 'missed']).map((kind) => {
      const value = bin[kind];
      const top = y(below + value);
      const height = y(below) - top;
      below += value;
      if (value === 0) return undefined;
      const name = { hits: 'hit', rejected: 'rejected', missed: 'missed' }[kind];
      const left = x(bin.from) + 1;
      const passes = bin.to > chosen + 1e-9;
      return svg('rect', {
        class: passes ? name : `${name} under`,
        fill: kind === 'rejected' ? 'url(#hatch)' : undefined,
        x: left,
        y: top,
        width: x(bin.to) - left - 1,
        height,
      });
    });
  });
  const marker = (/** @type {number} */ score, /** @type {string} */ name) =>
    svg('line', {
      class: name,
      x1: x(score),
      x2: x(score),
      y1: MARGIN.top - 4,
      y2: MARGIN.top + inner.height,
    });
  const atEnd = x(threshold) + 90 > width;
  return svg(
    'svg',
    {
      role: 'img',
      'aria-label': `Scores of ${scores.length} recent look-ups, in twentieths`,
      viewBox: `0 0 ${width} ${HEIGHT}`,
      width,
      height: HEIGHT,
    },
    [
      svg('defs', {}, [
        svg(
          'pattern',
          {
            id: 'hatch',
            width: 5,
            height: 5,
            patternUnits: 'userSpaceOnUse',
            patternTransform: 'rotate(45)',
          },
          [
            svg('rect', { class: 'hatch-ground', width: 5, height: 5 }),
            svg('rect', { class: 'hatch-line', width: 2, height: 5 }),
          ],
        ),
      ]),
      ...scale.ticks
        .filter((tick) => Number.isInteger(tick))
        .flatMap((tick) => [
          svg('line', {
            class: tick === 0 ? 'base' : 'grid',
            x1: MARGIN.left,
            x2: width - MARGIN.right,
            y1: Math.round(y(tick)) + 0.5,
            y2: Math.round(y(tick)) + 0.5,
          }),
          svg('text', {
            class: 'tick',
            x: MARGIN.left - 8,
            y: y(tick) + 4,
            'text-anchor': 'end',
            text: count(tick),
          }),
        ]),
      ...bars,
      marker(threshold, 'in-force'),
      svg('text', {
        class: 'tick',
        x: x(threshold) + (atEnd ? -6 : 6),
        y: 10,
        'text-anchor': atEnd ? 'end' : 'start',
        text: `in force ${threshold.toFixed(2)}`,
      }),
      marker(chosen, 'chosen'),
    ],
  );
}
