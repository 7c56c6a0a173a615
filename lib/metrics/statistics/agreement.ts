export interface AgreementCounts {
  bothYes: number
  onlyFirst: number
  onlySecond: number
  bothNo: number
}

export interface Agreement {
  /** Observed agreement p_o, 0–1. */
  agreement: number | null
  kappa: number | null
  ac1: number | null
}

/**
 * Agreement of two readers who answer yes or no on the same items (METRICS section 5), e.g. the trail rule and a careful
 * person. Cohen's κ = (p_o − p_e)/(1 − p_e) with p_e from both margins; Gwet's AC1 = (p_o − p_γ)/(1 − p_γ) with
 * p_γ = 2π(1 − π), π the mean share of yes. κ falls with a lopsided prevalence although the readers agree, so both are
 * given. Null: no items; κ also where chance alone explains full agreement (p_e = 1).
 * Sources: Cohen 1960; Gwet 2008.
 */
export function computeAgreement({ bothYes, onlyFirst, onlySecond, bothNo }: AgreementCounts): Agreement {
  const n = bothYes + onlyFirst + onlySecond + bothNo
  if (n <= 0) return { agreement: null, kappa: null, ac1: null }
  const observed = (bothYes + bothNo) / n
  const first = (bothYes + onlyFirst) / n
  const second = (bothYes + onlySecond) / n
  const byChance = first * second + (1 - first) * (1 - second)
  const prevalence = (first + second) / 2
  const byGwet = 2 * prevalence * (1 - prevalence)
  return {
    agreement: observed,
    kappa: byChance < 1 ? (observed - byChance) / (1 - byChance) : null,
    // p_γ is at most ½: never a division by zero.
    ac1: (observed - byGwet) / (1 - byGwet),
  }
}
