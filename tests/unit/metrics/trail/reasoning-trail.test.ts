import { describe, expect, it } from 'vitest'
import { computeReasoningTrail, type TrailInput } from '@/lib/metrics/trail/reasoning-trail'

const at = (hour: number) => new Date(Date.UTC(2026, 9, 1, hour))

function trailOf(given: Partial<TrailInput> = {}) {
  return computeReasoningTrail({
    tier: 'T1',
    body: '',
    template: null,
    files: [],
    comments: [],
    authorId: 'ana',
    coAuthorIds: [],
    answererIds: ['ana'],
    pushes: [],
    closingIssues: [],
    verifiedTickets: [],
    mergedAt: at(20),
    isBodyEditedByPerson: false,
    isBodyOfAgent: false,
    ...given,
  })
}
const whyOf = (body: string, template: string | null = null) => trailOf({ body, template }).elements.why.text
const question = 'Why does this lock stay open across the network call here?'
const comment = (body: string, hour: number, authorId = 'bo', isHuman = true) => ({ authorId, isHuman, body, at: at(hour) })

describe('why', () => {
  it.each([
    ['a section', '## Why\nTwo workers claimed one job, so refunds went out twice.'],
    ['a bold heading', '**Background**\nTwo workers claimed one job, so refunds went out twice.'],
    ['words and a colon', 'Motivation:\nTwo workers claimed one job, so refunds went out twice.'],
    ['a subsection', '## Why\n### Customers\nTwo workers claimed one job, so refunds went out twice.'],
    ['a wrapped sentence', 'We now hold the lock while paying out since\ntwo workers claimed one job.'],
    ['a list item', '- Hold the lock\n- Pay once, because two workers could claim the same job'],
  ])('is met by %s', (_name, body) => {
    expect(whyOf(body)).not.toBeNull()
  })

  it.each([
    ['a short section', '## Why\nRefunds went out twice.'],
    ['a short sentence', 'Because refunds doubled.'],
    ["another element's section below", '## Why\n### Testing\nReplayed the last week of traffic in staging without any double.'],
    ['code', '## Why\n```\nbecause one two three four five six seven eight\n```'],
    ['an unclosed fence', '```\nThis is because one two three four five six seven eight'],
    ['code spans', '## Why\nUse `one two three four five six seven eight nine` here'],
    ['a comment', '<!-- This is because one two three four five six seven eight. -->'],
    ['an unclosed comment', 'Pay once\n<!-- This is because one two three four five six seven eight.'],
    ['a quote', '> This is because one two three four five six seven eight.'],
    ['check boxes', '## Why\n- [x] one two three four five six seven eight nine\n1. [ ] one two three four five six'],
    ['links', '## Why\nhttps://example.com/one-two-three/four-five-six/seven-eight-nine?ten=eleven'],
    ['trailers', '## Why\nSigned-off-by: One Two Three Four Five Six Seven Eight Nine <a@example.com>'],
    ["a reviewer's block", '## Summary by CodeRabbit\nThis is because one two three four five six seven eight.'],
    ['separate lines', 'Update foo\nUpdate bar\nFix since\nUpdate one two three four'],
  ])('is not met by %s', (_name, body) => {
    expect(whyOf(body)).toBeNull()
  })

  it('quotes the words of a link, not its brackets', () => {
    expect(whyOf('Signatures are [rejected](https://example.com/1) due to a policy that the archive does not meet.')).toBe(
      'Signatures are rejected due to a policy that the archive does not meet.',
    )
    expect(trailOf({ body: 'As decided in [7](docs/adr/0007-locks.md)' }).elements.link.text).toBe('docs/adr/0007-locks.md')
  })

  it('keeps template headings and drops template lines', () => {
    const template = '## Why\n<!-- say it -->\nDescribe here in a few words why this change is needed.\n## Testing'
    expect(whyOf(template, template)).toBeNull()
    const filled = template.replace('<!-- say it -->', 'Two workers claimed one job, so refunds went out twice.')
    expect(whyOf(filled, template)).toBe('Why: Two workers claimed one job, so refunds went out twice.')
    expect(whyOf(filled.replaceAll('\n', '\r\n'), template)).toBe('Why: Two workers claimed one job, so refunds went out twice.')
  })

  it('takes a linked issue of 20 words', () => {
    expect(trailOf({ closingIssues: [{ number: 3, bodyWords: 20 }] }).elements.why).toEqual({
      met: true,
      text: 'issue #3 (20 words)',
      kind: 'cued',
    })
    expect(trailOf({ closingIssues: [{ number: 3, bodyWords: 19 }] }).elements.why.met).toBe(false)
  })
})

describe('why in own words', () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => (index % 2 ? 'ledger' : 'adds')).join(' ')
  const kindOf = (given: Partial<TrailInput>) => trailOf(given).elements.why.kind

  it.each([
    ['25 words', { body: words(25) }, 'prose'],
    ['24 words', { body: words(24) }, null],
    ['headings that make 25', { body: `## ${words(5)}\n${words(20)}` }, null],
    ['a bold line that makes 25', { body: `**${words(5)}**\n${words(20)}` }, null],
    ['a colon line of five words that makes 25', { body: `${words(5)}:\n${words(20)}` }, null],
    ['a colon line of six words that makes 26', { body: `${words(6)}:\n${words(20)}` }, 'prose'],
    ['words in code', { body: `${words(20)} \`${words(5)}\`` }, null],
    ['a cue among them', { body: `${words(25)} because of the way in which it was` }, 'cued'],
    ['a linked issue beside them', { body: words(25), closingIssues: [{ number: 3, bodyWords: 20 }] }, 'cued'],
    ['the body of an agent', { body: words(40), isBodyOfAgent: true }, null],
    ['a reason in the body of an agent', { body: `It goes ${words(8)} because ${words(8)}`, isBodyOfAgent: true }, 'cued'],
  ] as const)('%s', (_name, given, kind) => {
    expect(kindOf({ ...given, closingIssues: 'closingIssues' in given ? [...given.closingIssues] : [] })).toBe(kind)
  })

  it('quotes what it counted', () => {
    expect(trailOf({ body: `## Totals\n${words(25)}` }).elements.why.text).toBe(words(25))
  })
})

describe('headings', () => {
  const section = 'Replayed a week of traffic twice.'
  it.each([
    ['How tested:', true],
    ['How this was tested then:', true],
    ['How all of this was tested:', false],
    ['Tested at https://example.com/a https://example.com/b just now once:', false],
    ['Tests are slow. They pass:', false],
    ['- Tests:', false],
    ['1. Tests:', false],
    ['**How all of this was tested by us**', true],
    ['__Testing__', true],
    ['**Testing** and more', false],
    ['### How all of this was tested by us', true],
    ['#Testing', false],
    ['Testing', false],
  ])('%s', (heading, isOne) => {
    expect(trailOf({ body: `${heading}\n${section}` }).elements.verification.met).toBe(isOne)
  })
})

describe('a span of three back-ticks', () => {
  it.each([
    ['Run ```make check``` here\n\n## Why\nTwo workers claimed one job, so refunds went out twice.', true],
    ['```make check```\n\n## Why\nTwo workers claimed one job, so refunds went out twice.', true],
    ['```make check\n\n## Why\nTwo workers claimed one job, so refunds went out twice.', false],
    ['~~~ a ``` b\n\n## Why\nTwo workers claimed one job, so refunds went out twice.', false],
    ['````\n```\n````\n## Why\nTwo workers claimed one job, so refunds went out twice.', true],
  ])('%j', (body, isMet) => {
    expect(whyOf(body) !== null).toBe(isMet)
  })
})

describe('link', () => {
  it.each([
    [{ body: 'As ADR-12 says.' }, 'ADR-12'],
    [{ body: 'As docs/adr/0007-locks.md says.' }, 'docs/adr/0007-locks.md'],
    [{ files: ['docs/decisions/2026-locks.md'] }, 'docs/decisions/2026-locks.md'],
    [{ verifiedTickets: ['PAY-7'] }, 'PAY-7'],
    [{ closingIssues: [{ number: 3, bodyWords: 0 }] }, 'closes issue #3'],
    [{ body: 'Fixes PAY-7, see #3' }, null],
    [{ body: 'An adr 12 as adrift/0012' }, null],
    [{ body: 'It follows RFC/IETF conventions.' }, null],
    [{ body: 'It follows the RFC/IETF.' }, null],
    [{ body: 'It follows RFC conventions and our decisions/process' }, null],
    [{ body: 'As rfcs/0042 says.' }, 'rfcs/0042'],
    [{ body: 'As decisions/use-locks.md.' }, 'decisions/use-locks.md'],
    [{ body: 'As RFC 9110 says.' }, 'RFC 9110'],
  ])('%j shows %j', (given, text) => {
    expect(trailOf(given).elements.link.text).toBe(text)
  })
})

describe('verification, risk and alternatives', () => {
  it.each([
    ['verification', { files: ['src/cart.test.ts'] }, true],
    ['verification', { files: ['spec/cart.rb'] }, true],
    ['verification', { files: ['src/latest.ts'] }, false],
    ['verification', { body: '## How verified\nReplayed a week of traffic twice.' }, true],
    ['verification', { body: 'I tested this by hand in staging for a week.' }, true],
    ['risk', { body: 'This is behind a flag for now.' }, true],
    ['risk', { body: '## Risk\nNone.' }, false],
    ['alternatives', { body: 'We chose a lock rather than a constraint in the database.' }, true],
    ['alternatives', { body: '## Options\nNone that I could think of' }, false],
  ] as const)('%s of %j is %s', (element, given, met) => {
    expect(trailOf({ ...given, files: 'files' in given ? [...given.files] : [] }).elements[element].met).toBe(met)
  })
})

describe('what somebody says that they did', () => {
  const said = (body: string, author = 'bo', isHuman = true, hour = 10) =>
    trailOf({ comments: [comment(body, hour, author, isHuman)] }).elements.verification.text

  it.each([
    'tACK a1f0c3d',
    'ACK a1f0c3d, tested on Ubuntu',
    'Tested with three wallets',
    'Re-tested after the rebase',
    'I verified the totals',
    'We also ran the suite',
    "I've run it",
    'Sanity-checked the numbers',
    'Lightly tested',
    'Looks right.\n\nVerified by hand',
  ])('somebody else: %s', (body) => {
    expect(said(body)).not.toBeNull()
  })

  it.each([
    'utACK a1f0c3d',
    'untested',
    'ACK, not tested',
    "I haven't tested it",
    'will test tomorrow',
    'please test this',
    'Has this been tested?',
    'This should be tested',
    'If you tested it, say so',
    'The tested values are fine',
    'See tested.md and src/tested.ts',
    'Is it what I tested?',
    '> Tested on Ubuntu\n\nNice',
    '`Tested` is the column',
    'Never verified',
    'Not tested',
    'I ran into a wall',
  ])('nobody: %s', (body) => {
    expect(said(body)).toBeNull()
  })

  it('needs five words of the author, in the body or a comment, and an account of a person else', () => {
    const by = (body: string) => trailOf({ body }).elements.verification.met
    expect(by('I tested it by hand.')).toBe(true)
    expect(by('We’ve manually run it twice.')).toBe(true)
    expect(by('I tested it.')).toBe(false)
    expect(by('Tested by hand on three machines.')).toBe(false)
    expect(by('If I tested it by hand it would fail.')).toBe(false)
    expect(said('I reproduced it on two machines', 'ana')).not.toBeNull()
    expect(said('tACK a1f0c3d', 'ana')).toBeNull()
    expect(said('Tested on Ubuntu', 'ci', false)).toBeNull()
  })

  it('comes before the merge', () => {
    expect(said('Tested on Ubuntu', 'bo', true, 20)).toBeNull()
    expect(said('Tested on Ubuntu', 'bo', true, 19)).toBe('Tested on Ubuntu')
  })
})

describe('dialogue', () => {
  it.each([
    ['answered by the author', { comments: [comment(question, 10), comment('ok', 11, 'ana')] }, true],
    ['answered by a push', { comments: [comment(question, 10)], pushes: [at(11)] }, true],
    ['answered in any order of the list', { comments: [comment('ok', 11, 'ana'), comment(question, 10)] }, true],
    ['pushed before', { comments: [comment(question, 10)], pushes: [at(9)] }, false],
    ['answered by somebody else', { comments: [comment(question, 10), comment('I think so too', 11, 'cy')] }, false],
    ['asked after the merge', { comments: [comment(question, 21), comment('ok', 22, 'ana')] }, false],
    ['answered after the merge', { comments: [comment(question, 10), comment('ok', 21, 'ana')] }, false],
    ['asked by a bot', { comments: [comment(question, 10, 'bot', false)], pushes: [at(11)] }, false],
    ['asked by the author', { comments: [comment(question, 10, 'ana')], pushes: [at(11)] }, false],
    ['asked by a co-author', { comments: [comment(question, 10, 'cy')], coAuthorIds: ['cy'], pushes: [at(11)] }, false],
    ['answered by nobody who may', { comments: [comment(question, 10), comment('ok', 11, 'ana')], answererIds: [] }, false],
    ['answered at the merge', { comments: [comment(question, 10), comment('ok', 20, 'ana')] }, false],
    ['only quoted', { comments: [comment(`> ${question}\nyes`, 10)], pushes: [at(11)] }, false],
    [
      'approved by the name of a commit',
      { comments: [comment('ACK d6de1082476107d9f089c81cd7226f379c2085c0', 10)], pushes: [at(11)] },
      false,
    ],
    ['courtesy', { comments: [comment('Thanks, looks good to me. Nice work! Great. Ship it! LGTM', 10)], pushes: [at(11)] }, false],
  ])('%s', (_name, given, met) => {
    expect(trailOf(given).elements.dialogue.met).toBe(met)
  })

  it('is human evidence, as is a body that a person edited', () => {
    expect(trailOf().isHumanEvidenced).toBe(false)
    expect(trailOf({ isBodyEditedByPerson: true }).isHumanEvidenced).toBe(true)
    expect(trailOf({ comments: [comment(question, 10)], pushes: [at(11)] }).isHumanEvidenced).toBe(true)
  })
})

describe('cost', () => {
  it.each(['<!--', '<!--\n', '![', '**', '`', '# ', ' \n', '\n# Why\n', 'great', '- [', 'http://', '<a '])(
    'reads 60 kB of %j',
    (piece) => {
      const body = piece.repeat(60_000 / piece.length)
      expect(trailOf({ body, comments: [comment(body, 10)], pushes: [at(11)] }).elements.verification.met).toBe(false)
    },
    5000,
  )
})
