import { isBareFollowUp, refusedKinds } from './refusals/refusals.js';

/** Of Latin letters alone, and with a sign beyond them, for which the engine compiles all patterns anew. */
const QUESTIONS = ['How do I change the colour of a title?', 'What does a “colour profile” do?'];

/** Compiles what the first English look-up needs, which would else hold the event loop for a tenth of a second. */
export function warmUp(): void {
  for (const question of QUESTIONS) {
    isBareFollowUp(question);
    refusedKinds(question);
  }
}
