// The parts of the page. Each is made once and filled with every view that comes.
import { timeChart } from './charts.js';
import { element, emptyState, panel, table } from './dom.js';
import * as format from './format.js';
import { thresholdChart } from './histogram.js';

/**
 * What the service says; `hooks-server/console/console.ts` has its form.
 *
 * @typedef {Record<string, any>} Overview
 * @typedef {{ node: HTMLElement, update: (overview: Overview) => void }} Part
 */

const NO_CALLS =
  'Send a call through LiteLLM with a key that belongs to a tenant. It appears here two seconds later.';

/**
 * Fills `body` when `content` would differ from what it holds, and gives the focus back to whoever had it.
 *
 * @param {HTMLElement} body
 */
function refilled(body) {
  let filled = '';
  return (/** @type {unknown} */ data, /** @type {() => readonly Node[]} */ content) => {
    const state = JSON.stringify(data);
    if (state === filled) return;
    filled = state;
    const focused = body.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.getAttribute('data-key');
    const scrolled = body.querySelector('.scroll');
    const [left, top] = [scrolled?.scrollLeft ?? 0, scrolled?.scrollTop ?? 0];
    body.replaceChildren(...content());
    const region = body.querySelector('.scroll');
    if (region) [region.scrollLeft, region.scrollTop] = [left, top];
    if (!focused) return;
    const again = key
      ? [...body.querySelectorAll('[data-key]')].find((one) => one.getAttribute('data-key') === key)
      : region;
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  };
}

/** The figures at the top. @returns {Part} */
export function keyFigures() {
  const node = element('section', { class: 'tiles', 'aria-label': 'Key figures' });
  const tile = (/** @type {string} */ name) => {
    const figure = element('dd', { class: 'figure' });
    const text = element('dd', { class: 'small' });
    node.append(element('dl', { class: 'tile' }, [element('dt', { text: name }), figure, text]));
    return (/** @type {string} */ value, /** @type {string} */ more, problem = false) => {
      figure.textContent = value;
      text.textContent = more;
      text.classList.toggle('problem', problem);
    };
  };
  const saved = tile('Saved by hits');
  const rate = tile('Hit rate');
  const tokens = tile('Tokens not sent');
  const added = tile('Added to a call');
  const waiting = tile('Events waiting');
  return {
    node,
    update({ figures, added: { median, p95 }, delivery: { readers } }) {
      const hits = figures.exactHits + figures.semanticHits;
      const lookups = hits + figures.misses;
      saved(
        format.usd(figures.savedUsd),
        `${format.usd(figures.spentUsd)} spent on ${format.count(figures.calls)} calls`,
      );
      rate(
        lookups === 0 ? '–' : format.share(hits / lookups),
        `${format.count(figures.exactHits)} exact, ${format.count(figures.semanticHits)} semantic of ${format.count(lookups)}` +
          (figures.shadowHits > 0 ? `; ${format.count(figures.shadowHits)} more in shadow` : ''),
      );
      const cut = figures.originalTokens - figures.compressedTokens;
      tokens(
        format.short(figures.cacheTokens + cut),
        `${format.short(figures.cacheTokens)} by hits, ${format.short(cut)} by compression`,
      );
      added(
        format.milliseconds(median),
        p95 === null ? 'no call yet' : `median; 95 % within ${format.milliseconds(p95)}`,
      );
      const backlog = readers.reduce(
        (/** @type {number} */ sum, /** @type {any} */ one) => sum + one.backlog,
        0,
      );
      const oldest = Math.max(0, ...readers.map((/** @type {any} */ one) => one.ageSeconds));
      waiting(
        format.count(backlog),
        backlog === 0 ? 'everything is delivered' : `the oldest for ${format.age(oldest)}`,
        oldest > 60,
      );
    },
  };
}

/** @param {string} window */
const spanOf = (window) =>
  window === 'hour' ? 'the last hour, by the minute' : 'the last day, by the quarter of an hour';

/** @param {() => string} windowOf @returns {Part} */
export function savingsPanel(windowOf) {
  const chart = timeChart('Savings over time');
  const unit = element('fieldset', { class: 'switch small-switch' }, [
    element('legend', { class: 'unseen', text: 'Unit' }),
    ...[
      ['usd', 'USD'],
      ['tokens', 'Tokens'],
    ].map(([value, text], index) =>
      element('label', {}, [
        element('input', { type: 'radio', name: 'unit', value, checked: index === 0 }),
        element('span', { text }),
      ]),
    ),
  ]);
  const { node, body, aside } = panel({ title: 'Savings over time', id: 'savings' });
  aside.append(chart.readout, unit);
  const legend = element('p', { class: 'legend' });
  body.append(chart.node, legend);
  /** @type {Overview | undefined} */
  let last;
  const draw = () => {
    if (!last) return;
    const { values, from, stepSeconds } = last['series'];
    const inTokens = unit.querySelector('input[value="tokens"]:checked') !== null;
    const rows = inTokens
      ? [
          { name: 'by hits', values: values.cacheTokens, class: 'hit' },
          { name: 'by compression', values: values.compressionTokens, class: 'second' },
        ]
      : [{ name: 'USD', values: values.savedUsd, class: 'hit' }];
    const sum = rows.flatMap((row) => row.values).reduce((total, value) => total + value, 0);
    const text = inTokens ? `${format.short(sum)} tokens` : format.usd(sum);
    chart.update({
      kind: 'bars',
      rows,
      from,
      stepSeconds,
      format: inTokens ? format.short : format.usd,
      summary: `Saved in ${spanOf(windowOf())}: ${text}.`,
    });
    legend.replaceChildren(
      ...(inTokens
        ? rows.map(({ name, class: kind }) =>
            element('span', {}, [element('i', { class: `swatch ${kind}` }), name]),
          )
        : []),
      element('span', { class: 'sum', text: `${text} in ${spanOf(windowOf())}` }),
    );
  };
  unit.addEventListener('change', draw);
  return {
    node,
    update(overview) {
      last = overview;
      draw();
    },
  };
}

/** @param {() => string} windowOf @returns {Part} */
export function hitRatePanel(windowOf) {
  const chart = timeChart('Hit rate over time');
  const { node, body, aside } = panel({ title: 'Hit rate over time', id: 'hit-rate' });
  aside.append(chart.readout);
  const legend = element('p', { class: 'legend' });
  body.append(chart.node, legend);
  return {
    node,
    update({ series: { values, from, stepSeconds } }) {
      const rates = values.lookups.map((/** @type {number} */ lookups, /** @type {number} */ index) =>
        lookups > 0 ? values.hits[index] / lookups : null,
      );
      const [hits, lookups] = [values.hits, values.lookups].map((all) =>
        all.reduce((/** @type {number} */ sum, /** @type {number} */ value) => sum + value, 0),
      );
      const text =
        lookups === 0
          ? `no look-ups in ${spanOf(windowOf())}`
          : `${format.share(hits / lookups)} of ${format.count(lookups)} look-ups in ${spanOf(windowOf())}`;
      chart.update({
        kind: 'line',
        rows: [{ name: 'hit rate', values: rates, class: 'hit' }],
        from,
        stepSeconds,
        max: 1,
        format: (value) => `${Math.round(value * 100)} %`,
        summary: `Hit rate: ${text}.`,
      });
      legend.replaceChildren(element('span', { class: 'sum', text }));
    },
  };
}

/** What would hit at each threshold. */
export function thresholdPanel() {
  const chart = thresholdChart();
  const { node, body, aside } = panel({ title: 'Similarity and threshold', id: 'similarity' });
  const note = element('p', { class: 'readout' });
  aside.append(note);
  let shown = '';
  const show = (/** @type {string} */ state, /** @type {readonly Node[]} */ nodes) => {
    if (shown !== state) body.replaceChildren(...nodes);
    shown = state;
  };
  return {
    node,
    /** @param {Record<string, any>} lookups */
    update(lookups) {
      note.textContent =
        lookups['mode'] === 'shadow'
          ? 'shadow mode: nothing is served'
          : lookups['mode'] === 'off'
            ? 'the cache is off'
            : '';
      if (lookups['scores'].length > 0) {
        show('chart', [chart.node]);
        chart.update(/** @type {any} */ (lookups));
        return;
      }
      const advice = !lookups['semantic']
        ? 'The semantic layer is off: set cache.semantic.enabled to compare questions that mean the same.'
        : lookups['recent'] === 0
          ? NO_CALLS
          : 'Recent look-ups hit exactly or had nothing near. Ask something twice in other words.';
      show(advice, [emptyState('No scores yet', advice)]);
    },
    follow: () => chart.follow(),
  };
}

/** @returns {Part} */
export function missesPanel() {
  const { node, body } = panel({ title: 'Why look-ups were not served', id: 'misses' });
  const refill = refilled(body);
  return {
    node,
    update({ misses, guards }) {
      refill([misses, guards], () => {
        if (misses.length === 0) return [emptyState('No misses yet', NO_CALLS)];
        const all = misses.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.count, 0);
        const rows = misses
          .slice(0, 8)
          .map((/** @type {any} */ one) => barRow(one.text, one.name, one.count, all));
        const rest = misses
          .slice(8)
          .reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.count, 0);
        return [
          element(
            'ul',
            { class: 'bars' },
            rest > 0 ? [...rows, barRow('other reasons', '', rest, all)] : rows,
          ),
          ...(guards.length === 0 ? [] : [guardsText(guards)]),
        ];
      });
    },
  };
}

/**
 * @param {string} text
 * @param {string} name
 * @param {number} value
 * @param {number} all
 */
function barRow(text, name, value, all) {
  const bar = element('span', { class: 'bar-fill' });
  bar.style.setProperty('--share', String(value / all));
  return element('li', {}, [
    element('span', { class: 'bar-text' }, [text, ' ', element('code', { text: name })]),
    element('span', { class: 'bar-count', text: format.count(value) }),
    element('span', { class: 'bar-track', 'aria-hidden': 'true' }, [bar]),
  ]);
}

/** @param {readonly { name: string, count: number }[]} guards */
function guardsText(guards) {
  return element('p', { class: 'small' }, [
    'Verification rejected candidates for: ',
    guards
      .slice(0, 8)
      .map(({ name, count }) => `${name} ${format.count(count)}`)
      .join(', '),
    guards.length > 8 ? ', …' : '.',
  ]);
}

/** @param {(tenant: string) => void} choose @returns {Part} */
export function tenantsPanel(choose) {
  const { node, body } = panel({ title: 'Tenants side by side', id: 'tenants', wide: true });
  const refill = refilled(body);
  const columns = [
    { title: 'Tenant' },
    { title: 'Calls', number: true },
    { title: 'Hit rate', number: true },
    { title: 'Exact', number: true },
    { title: 'Semantic', number: true },
    {
      title: 'Wrong hits, estimated',
      number: true,
      hint: 'Share of semantic hits with another answer than the provider’s, with its 95 % interval',
    },
    { title: 'Saved', number: true },
    { title: 'Spent', number: true },
    { title: 'Compression', number: true, hint: 'Share of the tokens of compressible text' },
    { title: 'Findings', number: true },
  ];
  return {
    node,
    update({ tenants }) {
      refill(tenants, () =>
        tenants.length === 0
          ? [emptyState('No tenant has called yet', NO_CALLS)]
          : [
              table(
                'Tenants side by side',
                columns,
                tenants.map((/** @type {any} */ row) => tenantRow(row, choose)),
              ),
            ],
      );
    },
  };
}

/**
 * @param {Record<string, any>} row
 * @param {(tenant: string) => void} choose
 */
function tenantRow(row, choose) {
  const hits = row['exactHits'] + row['semanticHits'];
  const lookups = hits + row['misses'];
  const wrong = row['falseHits'];
  const mode =
    row['cacheMode'] === 'on' ? undefined : element('span', { class: 'tag', text: row['cacheMode'] });
  return [
    element('span', { class: 'named' }, [
      element('button', {
        type: 'button',
        class: 'link',
        'data-key': `tenant ${row['tenant']}`,
        text: row['tenant'],
        onclick: () => choose(row['tenant']),
      }),
      mode,
    ]),
    format.count(row['calls']),
    lookups === 0 ? '–' : format.share(hits / lookups),
    format.count(row['exactHits']),
    format.count(row['semanticHits']),
    wrong
      ? `${format.share(wrong.estimate)} (${format.share(wrong.lower)} – ${format.share(wrong.upper)})`
      : '–',
    format.usd(row['savedUsd']),
    format.usd(row['spentUsd']),
    row['originalTokens'] === 0 ? '–' : format.share(1 - row['compressedTokens'] / row['originalTokens']),
    format.count(row['findings']),
  ];
}

/** @param {(callId: string) => void} explain @returns {Part} */
export function alertsPanel(explain) {
  const { node, body } = panel({ title: 'Newest alerts', id: 'alerts' });
  const refill = refilled(body);
  const columns = [
    { title: 'When' },
    { title: 'Level' },
    { title: 'Found' },
    { title: 'Tenant' },
    { title: 'Call' },
  ];
  return {
    node,
    update({ alerts }) {
      refill(alerts, () =>
        alerts.length === 0
          ? [
              emptyState(
                'No alerts',
                'Detection looks at every request and answer. What it finds is listed here, and never blocks a call.',
              ),
            ]
          : [
              table(
                'Newest alerts',
                columns,
                alerts.map((/** @type {any} */ alert) => alertRow(alert, explain)),
              ),
            ],
      );
    },
  };
}

/**
 * @param {Record<string, any>} alert
 * @param {(callId: string) => void} explain
 */
function alertRow(alert, explain) {
  const found = alert['findings'].map((/** @type {any} */ one) => `${one.detector}: ${one.kind}`).join(', ');
  const where = alert['direction'] === 'response' ? ' in the answer' : '';
  return [
    element('time', { datetime: alert['at'], text: format.dateAndTime(Date.parse(alert['at'])) }),
    element('span', {
      class: `tag level-${/^\w+$/.test(alert['level']) ? alert['level'] : 'other'}`,
      text: alert['level'],
    }),
    `${found}${where}${alert['folded'] ? ' (repeats)' : ''}`,
    alert['tenant'],
    element('button', {
      type: 'button',
      class: 'link code',
      'data-key': `${alert['at']} ${alert['callId']}`,
      'aria-label': `Explain call ${alert['callId']}`,
      title: alert['callId'],
      text: alert['callId'].slice(0, 8),
      onclick: () => explain(alert['callId']),
    }),
  ];
}

/** @returns {Part} */
export function deliveryPanel() {
  const { node, body } = panel({ title: 'Event delivery', id: 'delivery' });
  const refill = refilled(body);
  const names = /** @type {Record<string, string>} */ ({
    publisher: 'to be published',
    mirror: 'to be added up',
  });
  return {
    node,
    update({ delivery: { readers, setAside, usageMissing, callsOpen } }) {
      refill([readers, setAside, usageMissing, callsOpen], () => {
        const row = (
          /** @type {string} */ name,
          /** @type {string} */ value,
          /** @type {string} */ more,
          problem = false,
        ) =>
          element('div', { class: problem ? 'problem' : undefined }, [
            element('dt', { text: name }),
            element('dd', { class: 'number', text: value }),
            element('dd', { class: 'small', text: more }),
          ]);
        return [
          element('dl', { class: 'facts' }, [
            ...readers.map((/** @type {any} */ one) =>
              row(
                `Waiting ${names[one.reader] ?? `for ${one.reader}`}`,
                format.count(one.backlog),
                one.backlog === 0 ? '' : `oldest ${format.age(one.ageSeconds)}`,
                one.ageSeconds > 60,
              ),
            ),
            row('Set aside, refused by NATS', format.count(setAside), '', setAside > 0),
            row('Calls under way', format.count(callsOpen), 'usage is awaited'),
            row('Usage that never came', format.count(usageMissing), '', usageMissing > 0),
          ]),
        ];
      });
    },
  };
}

/**
 * One call, explained by its id.
 *
 * @param {(callId: string) => Promise<{ call?: Record<string, any>, problem?: string }>} ask
 */
export function explainPanel(ask) {
  const input = /** @type {HTMLInputElement} */ (
    element('input', {
      id: 'call-id',
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      maxlength: '256',
      required: true,
      placeholder: 'x-litellm-call-id',
    })
  );
  const answer = element('div', { class: 'explained', 'aria-live': 'polite' }, [
    element('p', {
      class: 'small',
      text: 'Each answer of LiteLLM has its id in the header x-litellm-call-id. Calls of the last hour are known here.',
    }),
  ]);
  const form = element('form', { class: 'ask' }, [
    element('label', { for: 'call-id', text: 'Call id' }),
    element('div', { class: 'row' }, [input, element('button', { type: 'submit', text: 'Explain' })]),
  ]);
  const { node, body } = panel({ title: 'Explain a call', id: 'explain' });
  body.append(form, answer);
  const explain = async (/** @type {string} */ callId) => {
    const { call, problem } = await ask(callId);
    answer.replaceChildren(
      ...(call ? explained(call) : [element('p', { class: 'notice', text: problem ?? '' })]),
    );
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (input.value.trim() !== '') void explain(input.value.trim());
  });
  return {
    node,
    /** @param {string} callId */
    show(callId) {
      input.value = callId;
      node.scrollIntoView({ block: 'nearest' });
      input.focus({ preventScroll: true });
      void explain(callId);
    },
  };
}

/** @param {Record<string, any>} call */
function explained(call) {
  const at = format.dateAndTime(call['seenAt']);
  return [
    element('p', { class: 'small', text: `${call['model'] ?? 'unknown model'}, ${at}` }),
    element(
      'ol',
      { class: 'steps' },
      call['steps'].map((/** @type {any} */ step) =>
        element('li', {}, [
          element('span', { class: 'strong', text: step.part }),
          element('span', { text: step.text }),
        ]),
      ),
    ),
  ];
}
