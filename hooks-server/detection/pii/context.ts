/** How far before and after a value its context words are looked for, in UTF-16 units. */
const BEFORE = 64;
const AFTER = 24;

/** The lower-cased surroundings of a span: what stands before it, and what follows. */
export interface Surroundings {
  readonly left: string;
  readonly right: string;
}

/** Cuts the surroundings of [start, end) out of `text`; `transactionRef` and `transaction_ref` become two words. */
export function surroundings(text: string, start: number, end: number): Surroundings {
  return {
    left: words(text.slice(Math.max(0, start - BEFORE), start)),
    right: words(text.slice(end, end + AFTER)),
  };
}

function words(text: string): string {
  if (!/[A-Z_]/.test(text)) return text.toLowerCase();
  return text
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .replace(/_/g, ' ')
    .toLowerCase();
}

/** Whether a context word stands before the value, or within a few words after it. */
export function hasContext(around: Surroundings, words: RegExp): boolean {
  return words.test(around.left) || words.test(around.right);
}

/** Words that give a number another meaning: it is then personal data only where its own context word stands too. */
export const OTHER_MEANING =
  /(?:§|(?<![a-z])(?:order|ticket|invoice|tracking|part|build|version|release|chapter|section|sku|isbn|issn|request|commit|row|rows|line|port|pid|model|serial|item|article|case|bug|issue|pr|page|pages|figure|table|step|batch|lot|snowflake|channel|message|timestamp|epoch|unix|hash|digest|sha\d*|md5|id|uid|gid|lat|lon|longitude|latitude|coordinates|scores?|version|rev|revision|bump|reference|ref|pi|bytes|mem|transaction|txn|confirmation|receipt|rma|ean|gtin|upc|barcode|awb|shipment|parcel|job|run|trace|span|session|seq|sequence|commande|bestell\w*|pedido|ordine|auftrags?\w*|rechnung\w*|facture|factura|fattura|kundennummer|artikel\w*|vorgang\w*|zamówieni\w*|sipariş|zakaz|заказ\w*|订单号?|訂單|注文番号|주문)(?![a-z]))[^.!?\n]{0,16}$/;

/** The same words without those that also name an identifier itself: a passport has an id and a serial number. */
const FOREIGN_MEANING = new RegExp(
  OTHER_MEANING.source.replace(/\|(?:id|uid|serial|reference|ref)(?=\|)/g, ''),
);

/** Whether what stands between a keyword and a number gives it another meaning: "passport renewal, ticket 123". */
export function meansOther(between: string): boolean {
  return FOREIGN_MEANING.test(between);
}

/** Whether eight digits are a day of a calendar, year first, as logs and file names write it. */
export function isCalendarDate(digits: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits);
}
