export const TIERS = ['T0', 'T1', 'T2', 'T3'] as const
export type Tier = (typeof TIERS)[number]
