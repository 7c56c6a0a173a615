/**
 * What others have published, to stand greyed and second to an organisation's own earlier weeks. The type is the rule: a
 * figure without source, date and sample cannot be written down, so it cannot be shown. A number that goes round without
 * its publisher (who asked whom, and where it can be read) does not belong here, however well it fits.
 */
export interface ReferenceFigure {
  key: string
  /** The figure itself, with its unit. */
  value: string
  /** What it is a figure of, following the value in a sentence. */
  meaning: string
  source: { name: string; url: string }
  /** When it was published. */
  date: string
  /** Whom or what it was taken from, and how many. */
  sample: string
  /** Why it is no yardstick for the figure beside it. */
  caution: string
}

export const REFERENCE_FIGURES: readonly ReferenceFigure[] = [
  {
    key: 'trust',
    value: '3\u00a0%',
    meaning: 'of developers highly trust the accuracy of what AI tools give them',
    source: { name: 'Stack Overflow Developer Survey', url: 'https://survey.stackoverflow.co/2025/ai' },
    date: 'July 2025',
    sample: 'about 49,000 developers who chose to answer',
    caution: 'An opinion, not a measurement.',
  },
  {
    key: 'pickup',
    value: '7\u00a0h\u00a0/\u00a020\u00a0h',
    meaning:
      'average wait for a first review: the fastest tenth of organisations stay under the one, the slowest two fifths over the other',
    source: { name: 'LinearB community benchmarks', url: 'https://linearb.helpdocs.io/article/d2v8kqzxzd-metrics-community-benchmarks' },
    date: '2023',
    sample: '3.7 million pull requests of 2,022 organisations, customers of one vendor',
    caution: 'Elapsed hours and a mean, where the wait here is in weekday hours and a median.',
  },
  {
    key: 'review',
    value: '5\u00a0h\u00a0/\u00a029\u00a0h',
    meaning: 'average from the first review to the merge, for the same tenth and the same two fifths',
    source: { name: 'LinearB community benchmarks', url: 'https://linearb.helpdocs.io/article/d2v8kqzxzd-metrics-community-benchmarks' },
    date: '2023',
    sample: '3.7 million pull requests of 2,022 organisations, customers of one vendor',
    caution: 'It shortens where review is skipped; time to confident merge does not.',
  },
]
