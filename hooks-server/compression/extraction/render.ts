import type { Unit } from '../text/unit.js';

/** Stands where something was left out. One token in both encodings' vocabularies, also with a blank before it. */
const CUT_MARK = '[…]';

interface Output {
  text: string;
  /** First and last unit of the cut that is still to be marked. */
  cut: { first: number; last: number } | undefined;
  /** What has been written into each JSON container: members, and marks among them. */
  readonly members: Map<number, { count: number; marks: number }>;
}

// No pattern: `\s*$` is tried at every blank of the text, and long runs of blanks then take quadratic time.
const trailingBlanks = (text: string) => text.slice(text.trimEnd().length);
const leadingBlanks = (text: string) => /^\p{White_Space}*/u.exec(text)?.[0] ?? '';

/** The mark of a cut in the form of what was cut, so that tables stay tables and JSON lines stay JSON. */
function proseMark(unit: Unit, text: string): string {
  const after = trailingBlanks(text);
  switch (unit.kind) {
    case 'row':
      return text.includes('|') ? `| ${CUT_MARK} |${after}` : `${CUT_MARK}${after}`;
    case 'record':
      return `"${CUT_MARK}"${after}`;
    case 'sentence':
    case 'title':
    case 'code':
    case 'header':
    case 'log':
    case 'error':
    case 'element':
    case 'line':
    case 'structure':
      return `${CUT_MARK}${after}`;
  }
}

function openMember(output: Output, container: number): string {
  const written = output.members.get(container) ?? { count: 0, marks: 0 };
  output.members.set(container, { ...written, count: written.count + 1 });
  return written.count > 0 ? ',' : '';
}

function jsonMark(output: Output, container: { id: number; kind: 'array' | 'object' }, text: string): string {
  const comma = openMember(output, container.id);
  const written = output.members.get(container.id) ?? { count: 1, marks: 0 };
  output.members.set(container.id, { ...written, marks: written.marks + 1 });
  const name = written.marks === 0 ? CUT_MARK : `[…${written.marks + 1}]`;
  return `${comma}${leadingBlanks(text)}"${name}"${container.kind === 'object' ? ':""' : ''}`;
}

function writeMark(output: Output, text: string, units: readonly Unit[]): void {
  if (output.cut === undefined) return;
  const first = units[output.cut.first];
  const last = units[output.cut.last];
  output.cut = undefined;
  if (first === undefined || last === undefined) return;
  output.text +=
    first.container === undefined
      ? proseMark(last, text.slice(last.start, last.end))
      : jsonMark(output, first.container, text.slice(first.start, first.end));
}

/**
 * The kept units of units[from, to) in their order and bytes, with a mark at every cut. A cut of nothing but titles or
 * blanks is not marked beside another one.
 */
export function renderUnits(
  text: string,
  units: readonly Unit[],
  kept: readonly boolean[],
  from: number,
  to: number,
): string {
  const output: Output = { text: '', cut: undefined, members: new Map() };
  for (let at = from; at < to; at += 1) {
    const unit = units[at];
    if (unit === undefined) continue;
    const inOther = output.cut !== undefined && units[output.cut.first]?.container?.id !== unit.container?.id;
    if (!kept[at]) {
      if (inOther) writeMark(output, text, units);
      output.cut = { first: output.cut?.first ?? at, last: at };
      continue;
    }
    writeMark(output, text, units);
    const container = unit.container?.id ?? -1;
    output.text += (container >= 0 ? openMember(output, container) : '') + text.slice(unit.start, unit.end);
  }
  writeMark(output, text, units);
  return output.text;
}
