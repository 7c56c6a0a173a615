import { MARKETPLACE_SUBJECTS } from './organization-subjects-marketplace'
import { OPERATIONS_SUBJECTS } from './organization-subjects-operations'
import { TECHNOLOGY_SUBJECTS } from './organization-subjects-technology'
import type { TeamSlug } from './organization-teams'
import type { Subject } from './subject'

/** What each team works on. */
export const SUBJECTS: Record<TeamSlug, Subject> = {
  ...MARKETPLACE_SUBJECTS,
  ...OPERATIONS_SUBJECTS,
  ...TECHNOLOGY_SUBJECTS,
}
