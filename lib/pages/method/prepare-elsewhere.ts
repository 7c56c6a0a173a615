import { more, terms, text, type MethodSection } from './prepare-parts'

/**
 * What went wrong in other people's pull-request metrics, told in public and in our own words here. Each was tried:
 * tests of tests/public-bugs begin with its mark.
 */
export const PUBLIC_BUGS: [mark: string, symptom: string][] = [
  ['B01', 'GitHub’s limit came as an answer without data, and the reading gave up instead of waiting.'],
  ['B02', 'The limit had another name than everybody tests for; the last valid answer before it was thrown away.'],
  ['B03', 'A review of a draft made the first wait negative, and the merge looked unanswered.'],
  ['B04', '“ACK” as a comment did not end the wait.'],
  ['B05', 'A bot’s review was the first answer.'],
  ['B06', 'A bot’s approval made a merge look reviewed.'],
  ['B07', 'The author’s own review counted.'],
  ['B09', 'Time in draft was counted, or the clock began again.'],
  ['B10', 'Closed counted as merged.'],
  ['B12', 'A rebase that keeps its dates looked like no change after the approval.'],
  ['B14', 'Dates of squashed or skewed commits made hours negative.'],
  ['B15', 'Who asked an agent for the work approved it.'],
  ['B16', 'A bot was two accounts, with and without “[bot]”.'],
  ['B19', 'Only the first page of reviews was read, so the newest were missing.'],
  ['B21', 'A search ended at 1,000.'],
  ['B23', 'One missing pull request lost the whole page.'],
  ['B24', 'Everything was green and nothing had been computed.'],
  ['B25', 'Who was in two teams was counted twice in the organisation.'],
  ['B27', 'A link to an issue that is closed already was lost.'],
]

/** Scenarios of parts that are not built yet. */
const WAITING: [mark: string, symptom: string][] = [
  ['B17', 'The Monday mail of a zone ahead of UTC went out on Tuesday.'],
  ['B29', 'A chart jumped because its formula had changed overnight.'],
  ['B30', 'A mail came twice, with two numbers.'],
]

export function listElsewhereSections(): MethodSection[] {
  return [
    {
      id: 'elsewhere',
      name: 'What went wrong elsewhere',
      answer: 'Known faults of other pull-request metrics were tried here, each as a test of its own.',
      blocks: [
        text(
          'They were told in public by those who met them. Each is a scenario of facts with the right figures; its test begins with the mark and lies in tests/public-bugs.',
        ),
        terms(...PUBLIC_BUGS),
        more('Waiting for what is not built yet', WAITING),
      ],
    },
  ]
}
