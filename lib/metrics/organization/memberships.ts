export interface MembershipPeriod {
  teamId: string
  userId: string
  /** Date; null: since always, assumed, because it was found at the very first sync. */
  joinedOn: Date | null
  /** Date; null: still. */
  leftOn: Date | null
}

/** Membership dates are days: a join counts from its day on, a leaving until the day before. */
export function isMember({ joinedOn, leftOn }: MembershipPeriod, at: Date): boolean {
  return (joinedOn === null || joinedOn <= at) && (leftOn === null || at < leftOn)
}
