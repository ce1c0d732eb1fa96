import { isBareFollowUp, refusedKinds } from './refusals/refusals.js';

/** Two questions, since the engine compiles a pattern for good when it runs again. */
const QUESTIONS = ['How do I change the colour of a title?', 'What does a colour profile do?'];

/** Compiles what the first English look-up needs, which would else hold the event loop for a tenth of a second. */
export function warmUp(): void {
  for (const question of QUESTIONS) {
    isBareFollowUp(question);
    refusedKinds(question);
  }
}
