// Puts the page together: who is signed in, what is looked at, and where each view goes.
import * as connection from './connection.js';
import { element } from './dom.js';
import * as format from './format.js';
import * as panels from './panels.js';

/** @param {string} id */
const found = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const main = found('main');
const bar = found('bar');
const foot = found('foot');
const health = found('health');
const tenantSelect = /** @type {HTMLSelectElement} */ (found('tenant'));
const windowSwitch = found('window');

const view = { tenant: '', window: 'hour' };
/** @type {{ close: () => void } | undefined} */
let open;

const live = element('span', { class: 'live' });
const parts = makeParts();

function makeParts() {
  const windowOf = () => view.window;
  const explain = panels.explainPanel(connection.explain);
  const threshold = panels.thresholdPanel();
  const filled = [
    panels.keyFigures(),
    panels.savingsPanel(windowOf),
    panels.hitRatePanel(windowOf),
    panels.missesPanel(),
    panels.tenantsPanel((tenant) => look({ tenant })),
    panels.alertsPanel((callId) => explain.show(callId)),
    panels.deliveryPanel(),
  ];
  const [figures, savings, hitRate, misses, tenants, alerts, delivery] = filled.map(({ node }) => node);
  const side = element('div', { class: 'column' }, [explain.node, delivery]);
  const order = [figures, savings, hitRate, threshold.node, misses, tenants, alerts, side];
  return { filled, threshold, nodes: /** @type {HTMLElement[]} */ (order) };
}

/** @param {Record<string, any>} overview */
function show(overview) {
  for (const part of parts.filled) part.update(overview);
  showHealth(overview['health']);
  offerTenants(overview['tenants'].map((/** @type {any} */ row) => row.tenant));
  foot.textContent = `Figures of ${overview['instance']} since ${format.dateAndTime(overview['startedAt'])}, version ${overview['version']}. Each replica counts for itself; Prometheus adds them up.`;
}

/** @param {readonly { name: string, ok: boolean, detail?: string }[]} checks */
function showHealth(checks) {
  const down = checks.filter(({ ok }) => !ok);
  const text =
    down.length === 0
      ? 'All parts work'
      : `Not working: ${down.map(({ name, detail }) => (detail ? `${name} (${detail})` : name)).join(', ')}`;
  if (health.dataset['says'] === text) return;
  health.dataset['says'] = text;
  health.replaceChildren(
    element('span', { class: down.length === 0 ? 'dot ok' : 'dot down', 'aria-hidden': 'true' }),
    text,
    live,
  );
}

/** @param {readonly string[]} tenants */
function offerTenants(tenants) {
  const wanted = ['', ...[...new Set(view.tenant === '' ? tenants : [view.tenant, ...tenants])].sort()];
  if (wanted.join('\n') === [...tenantSelect.options].map(({ value }) => value).join('\n')) return;
  tenantSelect.replaceChildren(
    ...wanted.map((tenant) =>
      element('option', { value: tenant, text: tenant === '' ? 'All tenants' : tenant }),
    ),
  );
  tenantSelect.value = view.tenant;
}

/**
 * Looks at something else.
 *
 * @param {{ tenant?: string, window?: string }} change
 */
function look(change) {
  Object.assign(view, change);
  if (tenantSelect.value !== view.tenant)
    offerTenants([...tenantSelect.options].map(({ value }) => value).filter(Boolean));
  tenantSelect.value = view.tenant;
  if (change.tenant !== undefined) parts.threshold.follow();
  open?.close();
  open = connection.connect(view, {
    onOverview: show,
    onLookups: (lookups) => parts.threshold.update(lookups),
    onState: (state) => {
      live.className = `live ${state}`;
      live.textContent = {
        live: 'live',
        waiting: 'waiting for the service',
        polled: 'read every 10 seconds',
      }[state];
    },
    onSignedOut: askToSignIn,
  });
}

function start() {
  bar.hidden = false;
  foot.hidden = false;
  main.className = 'page';
  main.replaceChildren(...parts.nodes);
  look({});
}

function askToSignIn() {
  open?.close();
  bar.hidden = true;
  foot.hidden = true;
  const problem = element('p', { class: 'notice', role: 'alert' });
  const input = /** @type {HTMLInputElement} */ (
    element('input', {
      id: 'secret',
      type: 'password',
      autocomplete: 'current-password',
      required: true,
      maxlength: '4096',
    })
  );
  // Without a name the field is in no address and no body that a browser makes by itself.
  const form = element('form', { class: 'sign-in', method: 'post', action: '/console/session' }, [
    element('h1', { text: 'LiteLLM hooks' }),
    // For those who manage passwords: there is one account.
    element('input', {
      type: 'text',
      autocomplete: 'username',
      value: 'admin',
      readonly: true,
      hidden: true,
    }),
    element('label', { for: 'secret', text: 'Admin secret' }),
    input,
    problem,
    element('button', { type: 'submit', text: 'Sign in' }),
    element('p', {
      class: 'small',
      text: 'HOOKS_SERVER_ADMIN_SECRET, or HOOKS_SECRET where there is none of its own.',
    }),
  ]);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const refused = await connection.signIn(input.value).catch(() => 'The service does not answer.');
    input.value = '';
    if (refused === undefined) return start();
    problem.textContent = refused;
    input.focus();
  });
  main.className = 'door';
  main.replaceChildren(form);
  input.focus();
}

tenantSelect.addEventListener('change', () => look({ tenant: tenantSelect.value }));
windowSwitch.addEventListener('change', (event) =>
  look({ window: /** @type {HTMLInputElement} */ (event.target).value }),
);
found('sign-out').addEventListener('click', async () => {
  await connection.signOut();
  askToSignIn();
});

if (await connection.isSignedIn()) start();
else askToSignIn();
