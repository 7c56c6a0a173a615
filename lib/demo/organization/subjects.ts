import { MARKETPLACE_SUBJECTS } from './subjects-marketplace'
import { OPERATIONS_SUBJECTS } from './subjects-operations'
import { TECHNOLOGY_SUBJECTS } from './subjects-technology'
import type { TeamSlug } from './teams'
import type { Subject } from './subject'

/** What each team works on. */
export const SUBJECTS: Record<TeamSlug, Subject> = {
  ...MARKETPLACE_SUBJECTS,
  ...OPERATIONS_SUBJECTS,
  ...TECHNOLOGY_SUBJECTS,
}
