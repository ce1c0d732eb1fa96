/** Letters to insert, remove or replace until one text is the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  const [rows, columns] = [[...a], [...b]];
  let above = Array.from({ length: columns.length + 1 }, (_, column) => column);
  for (let row = 0; row < rows.length; row += 1) {
    const here = [row + 1];
    for (let column = 0; column < columns.length; column += 1) {
      const replaced = above[column]! + (rows[row] === columns[column] ? 0 : 1);
      here.push(Math.min(replaced, above[column + 1]! + 1, here[column]! + 1));
    }
    above = here;
  }
  return above[columns.length]!;
}
