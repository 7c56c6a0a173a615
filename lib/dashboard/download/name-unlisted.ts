import { nameWithheld } from '@/lib/pages/words/name-missing'

/** Why a file holds no pull request, in the words of the pages; a file has plain spaces. */
export function nameUnlisted(contributors: number | null): string {
  return `${nameWithheld(contributors)}, so no pull request is listed.`.replaceAll('\u00a0', ' ')
}
