/** METRICS section 6, strongest first: "human" only where attested; "L0" is unknown, never human. */
export const AI_EVIDENCE_TIERS = ['L4', 'L3', 'L2', 'L1', 'L0', 'human'] as const
export type AiEvidenceTier = (typeof AI_EVIDENCE_TIERS)[number]
