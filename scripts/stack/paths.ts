import { fileURLToPath } from 'node:url';

/** The project's root, seen from the compiled scripts in `dist/scripts/stack`. */
export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
