// Elements are made one by one and texts are set as text: nothing that comes from data can become HTML.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An HTML element. `class`, `text` and listeners (`onclick`) are set as what they are, everything else as an attribute;
 * `undefined`, `null` and `false` leave it out.
 *
 * @param {string} name
 * @param {Readonly<Record<string, unknown>>} [properties]
 * @param {readonly (Node | string | undefined)[]} [children]
 * @returns {HTMLElement}
 */
export function element(name, properties = {}, children = []) {
  return filled(document.createElement(name), properties, children);
}

/**
 * The same for SVG.
 *
 * @param {string} name
 * @param {Readonly<Record<string, unknown>>} [properties]
 * @param {readonly (Node | string | undefined)[]} [children]
 * @returns {SVGElement}
 */
export function svg(name, properties = {}, children = []) {
  return filled(document.createElementNS(SVG, name), properties, children);
}

/**
 * @template {HTMLElement | SVGElement} T
 * @param {T} node
 * @param {Readonly<Record<string, unknown>>} properties
 * @param {readonly (Node | string | undefined)[]} children
 * @returns {T}
 */
function filled(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'text') node.textContent = String(value);
    else if (name.startsWith('on'))
      node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child !== undefined) node.append(child);
  return node;
}

/**
 * A panel with a heading, what stands beside the heading, and a body that is filled again and again.
 *
 * @param {{ title: string, id: string, wide?: boolean, note?: Node | undefined }} options
 */
export function panel({ title, id, wide = false, note }) {
  const body = element('div', { class: 'body' });
  const aside = element('div', { class: 'aside' }, note === undefined ? [] : [note]);
  const node = element(
    'section',
    { class: wide ? 'panel wide' : 'panel', id, 'aria-labelledby': `${id}-title` },
    [element('div', { class: 'head' }, [element('h2', { id: `${id}-title`, text: title }), aside]), body],
  );
  return { node, body, aside };
}

/**
 * What stands where there is nothing to show yet, and what to do about it.
 *
 * @param {string} title
 * @param {string} advice
 */
export function emptyState(title, advice) {
  return element('div', { class: 'empty' }, [
    element('p', { class: 'strong', text: title }),
    element('p', { text: advice }),
  ]);
}

/**
 * A table. Columns of numbers are aligned to the right.
 *
 * @param {string} caption for those who do not see it
 * @param {readonly { title: string, number?: boolean, hint?: string }[]} columns
 * @param {readonly (readonly (Node | string)[])[]} rows the first cell of each names it
 */
export function table(caption, columns, rows) {
  const cell = (/** @type {Node | string} */ content, /** @type {number} */ index) =>
    element(
      index === 0 ? 'th' : 'td',
      { scope: index === 0 ? 'row' : undefined, class: columns[index]?.number ? 'number' : undefined },
      [content],
    );
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, [
    element('table', {}, [
      element('caption', { class: 'unseen', text: caption }),
      element('thead', {}, [
        element(
          'tr',
          {},
          columns.map(({ title, number, hint }) =>
            element('th', { scope: 'col', class: number ? 'number' : undefined, title: hint, text: title }),
          ),
        ),
      ]),
      element(
        'tbody',
        {},
        rows.map((row) => element('tr', {}, row.map(cell))),
      ),
    ]),
  ]);
}
