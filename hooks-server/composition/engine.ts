import { setFlagsFromString } from 'node:v8';

/**
 * V8 compiles a pattern for its interpreter first, and for the processor when it runs again. There are thousands of patterns
 * here, nearly all of which run for every text: compiled once, they take a tenth less of the whole start, though Node.js then
 * compiles its own modules anew.
 */
setFlagsFromString('--no-regexp-tier-up');
