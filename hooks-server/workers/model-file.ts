/** Where a model that comes with the package lies: below `models` beside `dist`. */
export const modelFile = (path: string): URL => new URL(`../../../models/${path}`, import.meta.url);
