// What the page reads from the service: a stream of events, or where there is none to be had, a view every ten seconds.

/**
 * @typedef {{ tenant: string, window: string }} View
 * @typedef {'live' | 'waiting' | 'polled'} State
 * @typedef {object} Listeners
 * @property {(overview: any) => void} onOverview
 * @property {(lookups: any) => void} onLookups
 * @property {(state: State) => void} onState
 * @property {() => void} onSignedOut
 */

const POLL_MS = 10_000;
/** After so many views by asking, a stream is tried again. */
const POLLS_BEFORE_STREAM = 6;

/** @param {View} view */
const queryOf = ({ tenant, window }) =>
  `?${new URLSearchParams({ window, ...(tenant === '' ? {} : { tenant }) }).toString()}`;

/** Whether somebody is signed in. @returns {Promise<boolean>} */
export async function isSignedIn() {
  const { signedIn } = await (await fetch('/console/session')).json();
  return signedIn === true;
}

/**
 * Undefined when it went well, else a sentence.
 *
 * @param {string} secret
 * @returns {Promise<string | undefined>}
 */
export async function signIn(secret) {
  const response = await fetch('/console/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret }),
  });
  return response.ok ? undefined : sentenceOf(response);
}

export async function signOut() {
  await fetch('/console/session', { method: 'DELETE' });
}

/** @param {string} callId */
export async function explain(callId) {
  const response = await fetch(`/console/calls/${encodeURIComponent(callId)}`);
  return response.ok ? { call: await response.json() } : { problem: await sentenceOf(response) };
}

/** @param {Response} response */
async function sentenceOf(response) {
  const body = await response.json().catch(() => undefined);
  return body?.error?.message ?? `The service answered ${response.status}.`;
}

/**
 * Tells the listeners of everything new until it is closed. A page that nobody sees reads nothing.
 *
 * @param {View} view
 * @param {Listeners} listeners
 */
export function connect(view, { onOverview, onLookups, onState, onSignedOut }) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let closed = false;
  const stop = () => {
    source?.close();
    source = undefined;
    clearTimeout(timer);
  };
  const poll = async (/** @type {number} */ left) => {
    try {
      const answers = await Promise.all(
        ['overview', 'lookups'].map((name) => fetch(`/console/${name}${queryOf(view)}`)),
      );
      if (closed) return;
      if (answers.some(({ status }) => status === 401)) return onSignedOut();
      const [overview, lookups] = await Promise.all(answers.map((answer) => answer.json()));
      onOverview(overview);
      onLookups(lookups);
      onState('polled');
    } catch {
      if (closed) return;
      onState('waiting');
    }
    timer = setTimeout(() => (left > 0 ? void poll(left - 1) : stream()), POLL_MS);
  };
  const stream = () => {
    if (closed || document.hidden) return;
    source = new EventSource(`/console/stream${queryOf(view)}`);
    source.addEventListener('overview', (event) => {
      onState('live');
      onOverview(JSON.parse(event.data));
    });
    source.addEventListener('lookups', (event) => onLookups(JSON.parse(event.data)));
    source.addEventListener('error', () => {
      if (closed) return;
      onState('waiting');
      // A broken connection is tried again by the browser; an answer that is no stream is not.
      if (source?.readyState !== EventSource.CLOSED) return;
      stop();
      void poll(POLLS_BEFORE_STREAM);
    });
  };
  const follow = () => {
    stop();
    stream();
  };
  document.addEventListener('visibilitychange', follow);
  stream();
  return {
    close() {
      closed = true;
      document.removeEventListener('visibilitychange', follow);
      stop();
    },
  };
}
