// What reviewers write. {file} stands for the file's name.

/** From this length on comments are compared by how they begin. */
const LONG = 60

/**
 * A long remark as somebody says it of one place: whoever begins comments on ten pull requests alike is taken for a
 * machine, and the lists below are short.
 */
export function sayOf(place: string, remark: string): string {
  if (remark.length < LONG) return remark
  const tag = /^\w+: /.exec(remark)?.[0] ?? ''
  return `${tag}${place}: ${remark.slice(tag.length)}`
}

export const FUNCTIONAL = [
  'This is wrong when the list is empty: the first entry is undefined and we throw.',
  'Race: two workers can both read the old value here before either writes it.',
  'What happens on a timeout? The retry would run this twice and double charge.',
  'issue: the lock is taken after the check, so this is not thread-safe.',
  'bug: off by one at the page boundary, the last row is never read.',
  'If the partner answers with a null body this crashes further down.',
  'This leaks the connection when parsing fails, the close is skipped.',
  'The exception is swallowed; the caller believes it worked.',
  'Across the summer time change this breaks, the day has 23 hours.',
  'blocking: user input ends up in the query text, that is an injection.',
  'Negative amounts are possible here (credit notes) and the sign gets lost: wrong total.',
  'Edge case: the same shipment can come twice in one batch.',
  'This regression was fixed in spring already, please keep the guard.',
  'The cache is never invalidated for deleted rows, so it returns the wrong customer.',
]

export const EVOLVABILITY = [
  'nit: `{file}` could be named after what it holds.',
  'nit: whitespace.',
  'Could we extract this into a function of its own? It is the third copy.',
  'typo in the comment above.',
  'nitpick: consistent naming with the other handlers would help.',
  'style: early return reads better here.',
  'Please rename the flag, its meaning is inverted.',
  'The docstring still describes the old behaviour.',
  'suggestion: simplify, the second condition is implied by the first.',
  'polish: the message could say which field.',
]

export const OPEN_QUESTIONS = [
  'How large can this list become in practice?',
  'Do we still have a caller for the old path?',
  'Why not let the database do this?',
  'Is there a reason this lives here and not next to the other one?',
  'Have you talked to support about the wording?',
]

export const REPLIES = [
  'Good catch, fixed in the last push.',
  'Right, I had only looked at the happy path. Changed, with a test.',
  'Done.',
  'Agreed, I moved it.',
  'That cannot happen any more since the border checks it, I added a comment that says so.',
  'Yes, measured: at most two hundred rows for our largest customer.',
]

export const DIALOGUE = [
  'I tried this against last week’s data and the totals agree, but please say in the description what happens to drafts.',
  'Before I approve: who owns the old consumers, and do they cope with the extra field being there?',
  'The approach is fine with me; I would split the migration from the switch so that each can be taken back alone.',
  'Can you explain why the limit is per customer and not per account? Support will ask on the first day.',
  'Walked through the failure cases with the runbook open, two of them still end in a silent retry.',
]

export const ANSWERS = [
  'Drafts keep their old shape until someone edits them, I have put that into the description now.',
  'Both consumers ignore unknown fields, I checked the code and the schema registry before opening this.',
  'Good point, the migration is its own commit now and the switch comes with the flag.',
  'Per customer, because an account can have thousands of them and the limit would hit the wrong one.',
]

export const APPROVALS = [
  '',
  '',
  '',
  'LGTM',
  'Looks good to me.',
  'Nice, thanks!',
  'Thanks for the tests.',
  ':shipit:',
  'Read all of it, the retry path twice. Good to go from my side.',
]

export const REQUESTS = [
  'Please have a look at the two comments before this goes in, the first one would hurt in production.',
  'Not yet: the failure path needs a test.',
  'I would like to see the rollback described before I approve.',
]

export const AI_REVIEWER_SUMMARY = `**Actionable comments posted: 1**

<!-- This is an auto-generated comment by CodeRabbit for review status -->`

export const AI_REVIEWER_FINDINGS = [
  '_⚠️ Potential issue_\n\nThe value may be undefined here when the request is cancelled.',
  '_🛠️ Refactor suggestion_\n\nConsider extracting the duplicated mapping.',
  '_⚠️ Potential issue_\n\nUnhandled rejection: the promise is not awaited.',
]
