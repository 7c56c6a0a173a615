/**
 * How often the rules said what two people said who read the same merge: 40 merges of 2024 and 2025 of two public data sets,
 * drawn by a seed, read before a rule's answer was looked at. Counted are those on which both readers say the same and the
 * source says enough to ask. `found` of `there`: what readers found there, the rule found too. Held by
 * tests/integration/real-input.test.ts.
 */
export interface ReadByPeople {
  question: string
  agreed: number
  of: number
  found: number
  there: number
  /** Cohen's κ of the two readers; null: they said the same of every merge. */
  kappa: number | null
}

export const READ_BY_PEOPLE = {
  finalPatch: { question: 'Was it reviewed on the final patch?', agreed: 20, of: 20, found: 20, there: 20, kappa: null },
  defect: { question: 'Did review catch a functional defect?', agreed: 17, of: 20, found: 0, there: 3, kappa: 1 },
  why: { question: 'Does it say why?', agreed: 27, of: 36, found: 18, there: 25, kappa: 0.77 },
  verification: { question: 'Does anybody say or show how it was verified?', agreed: 34, of: 37, found: 24, there: 25, kappa: 0.83 },
  // Of the one data set that has review threads.
  dialogue: { question: 'Was it talked over?', agreed: 19, of: 19, found: 12, there: 12, kappa: 0.89 },
} as const satisfies Record<string, ReadByPeople>
