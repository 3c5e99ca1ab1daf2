/** How a model picks its words. */
export interface Sampling {
  readonly temperature: number;
  readonly seed?: number;
}

/** Enough for further opinions to differ where the model wavers, and too little to change a clear case. */
export const PASS_TEMPERATURE = 0.4;

/** One sampling for each pass. A single one is as repeatable as a model can be; of several, pass n has seed n. */
export function samplings(passes: number): readonly Sampling[] {
  if (passes === 1) return [{ temperature: 0 }];
  return Array.from({ length: passes }, (_, index) => ({ temperature: PASS_TEMPERATURE, seed: index + 1 }));
}
