import { fencesOf, type TextRange } from '../text/fences.js';
import { lineEnd } from '../text/lines.js';
import { markerOf, type Marker, type Section } from './markers.js';

/** A paragraph of a prompt, or the part of one from a marker on. */
export interface Paragraph extends TextRange {
  readonly text: string;
  readonly marker?: Marker | undefined;
  section: Section | 'unknown';
}

function paragraphsOf(text: string, fences: readonly TextRange[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  // The indentation of the next line is not part of what parts them.
  const separator = /\n(?:[ \t\r]*\n)+/g;
  let start = 0;
  const add = (end: number) => {
    if (text.slice(start, end).trim() !== '') {
      paragraphs.push({ start, end, text: text.slice(start, end), section: 'unknown' });
    }
    start = end;
  };
  let next = 0;
  for (let match = separator.exec(text); match !== null; match = separator.exec(text)) {
    while ((fences[next]?.end ?? Infinity) <= match.index + 1) next += 1;
    const fence = fences[next];
    // Blank lines inside a fence part nothing; the line break at its end may begin a separator again.
    if (fence && fence.start <= match.index) separator.lastIndex = fence.end - 1;
    else add(separator.lastIndex);
  }
  add(text.length);
  return paragraphs;
}

/** A label that stands this often in a prompt is part of its content (an interview, a list of questions). */
const MOST_LABELS = 3;

/** Markers by the offset of their line, without the labels that repeat. What stands in a fence marks nothing. */
function findMarkers(text: string, fences: readonly TextRange[]): Map<number, Marker> {
  const found = new Map<number, Marker>();
  const labels = new Map<Section, number>();
  let fence = 0;
  for (let at = 0; at < text.length;) {
    if (at === fences[fence]?.start) {
      at = fences[fence]?.end ?? text.length;
      fence += 1;
      continue;
    }
    const next = lineEnd(text, at);
    const marker = markerOf(text.slice(at, Math.min(next, at + 160)));
    if (marker) found.set(at, marker);
    if (marker?.form === 'label') labels.set(marker.section, (labels.get(marker.section) ?? 0) + 1);
    at = next;
  }
  for (const [at, { form, section }] of found) {
    if (form === 'label' && section !== 'context' && (labels.get(section) ?? 0) > MOST_LABELS)
      found.delete(at);
  }
  return found;
}

/** Starts a new paragraph at every line that carries a marker, so that `Context: …\nQuestion: …` is two. */
function splitAtMarkers(
  text: string,
  markers: ReadonlyMap<number, Marker>,
  paragraph: Paragraph,
): Paragraph[] {
  const starts = [paragraph.start];
  for (let at = paragraph.start; at < paragraph.end;) {
    const next = Math.min(lineEnd(text, at), paragraph.end);
    if (at > paragraph.start && markers.has(at)) starts.push(at);
    at = next;
  }
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? paragraph.end;
    return { start, end, text: text.slice(start, end), marker: markers.get(start), section: 'unknown' };
  });
}

/** Labels count this near to the text's ends, in characters, or in its first and last quarter. */
const EDGE = 2_000;

/** Whether a label in a line of its own text stands far from both ends, where documents have theirs (`Request: GET /x`). */
function isRemote(text: string, at: number, { form, section, length }: Marker): boolean {
  if (form !== 'label' || section === 'context') return false;
  const edge = Math.max(EDGE, text.length / 4);
  if (at < edge || at > text.length - edge) return false;
  return text.slice(at + length, lineEnd(text, at)).trim() !== '';
}

/** A text by its paragraphs and markers, without its remote labels where there are any, and with all of them. */
export function readParagraphs(text: string): { near?: Paragraph[]; all: () => Paragraph[] } {
  const fences = fencesOf(text);
  const markers = findMarkers(text, fences);
  const near = new Map([...markers].filter(([at, marker]) => !isRemote(text, at, marker)));
  const read = (chosen: ReadonlyMap<number, Marker>) =>
    paragraphsOf(text, fences).flatMap((paragraph) => splitAtMarkers(text, chosen, paragraph));
  return { ...(near.size < markers.size && { near: read(near) }), all: () => read(markers) };
}
