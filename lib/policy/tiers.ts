/** T0 cannot reach production, T3 can do the most harm (METRICS section 7); their names sort as they rise. */
export const TIERS = ['T0', 'T1', 'T2', 'T3'] as const
export type Tier = (typeof TIERS)[number]
