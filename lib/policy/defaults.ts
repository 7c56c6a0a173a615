import type { Tier } from './tiers'

/**
 * Choices, not constants of nature: the globs, word lists and thresholds that the definitions rest on.
 * An organisation overrides the tiers and the targets in plumbline.yml; the word lists are English, other languages
 * rely on headings. Raise the version whenever a figure could change with what is written here.
 */
export const DEFAULTS_VERSION = 2

export interface TierRule {
  /** Qualified approvals on the final patch. */
  approvals: number
  /** One of them by a maintainer of a touched path. */
  maintainer: boolean
  rollbackNote: boolean
}

export const TIER_RULES: Record<Tier, TierRule> = {
  T0: { approvals: 1, maintainer: false, rollbackNote: false },
  T1: { approvals: 1, maintainer: false, rollbackNote: false },
  T2: { approvals: 1, maintainer: true, rollbackNote: false },
  T3: { approvals: 2, maintainer: true, rollbackNote: true },
}

/** Files whose added lines nobody wrote: they never enter the AI share. */
export const NOT_ELIGIBLE_LINES = [
  '**/package-lock.json',
  '**/yarn.lock',
  '**/pnpm-lock.yaml',
  '**/Cargo.lock',
  '**/poetry.lock',
  '**/uv.lock',
  '**/go.sum',
  '**/Gemfile.lock',
  '**/composer.lock',
  '**/vendor/**',
  '**/third_party/**',
  '**/node_modules/**',
  '**/dist/**',
  '**/build/**',
  '**/*.min.js',
  '**/*.min.css',
  '**/*.map',
  '**/*.snap',
  '**/*.generated.*',
  '**/*_pb2.py',
  '**/*.pb.go',
  '**/__generated__/**',
  '**/generated/**',
]

/** Files that say which foreign code a product takes in; their lock files only follow them. */
export const DEPENDENCY_MANIFESTS = [
  '**/package.json',
  '**/go.mod',
  '**/Cargo.toml',
  '**/pyproject.toml',
  '**/requirements*.txt',
  '**/Gemfile',
  '**/pom.xml',
  '**/build.gradle*',
  '**/*.csproj',
  '**/composer.json',
]

/** Headings and sentence cues of the reasoning trail (METRICS section 5). */
export const TRAIL_LEXICON = {
  headings: {
    why: /\b(why|context|motivation|background|problem|purpose|rationale|reason)\b/i,
    alternatives: /\b(alternativ\w*|trade-?offs?|considered|options?)\b/i,
    risk: /\b(risk\w*|roll-?\s?back|roll-?\s?out|blast radius|impact|deploy\w*)\b/i,
    verification: /\b(test\w*|verif\w*|validat\w*|qa)\b/i,
  },
  cues: {
    why: /\b(because|since(?! (?:v?\d|version|release|then\b|early|late|the (?:beginning|start|first|last|release)))|currently|no longer|so (?:that|it|we|this|they|the|users?)|(?<!same )(?<!soon )(?<!long )(?<!far )(?<!well )as (?:it|we|this|there|they)|which (?:means|causes|leads|breaks)|leads to|results in|in order to|to (avoid|prevent|fix|allow|support|reduce|unblock|stop)|due to|caused by|root cause|otherwise|previously|the problem|motivation|we need|fails? when|users? (can(no|')t|cannot|see|get|were|are))\b/i,
    alternatives: /\b(instead of|rather than|considered|opted|trade-?off|we chose|alternative\w*|rejected)\b/i,
    risk: /\b(roll ?back|feature flag|behind a flag|backwards?[- ]compatible|blast radius|kill switch|revert safe|safe to revert)\b/i,
  },
  /** The whole comment is courtesy. One word at a time: the nested form of the same list backtracks without end. */
  notSubstantive:
    /^(?:(?:lgtm|looks good(?: to me)?|ship it|nice(?: work)?|thanks?|thank you|\+1|approved?|done|great|:\w+:|👍|🚀)(?![\p{L}\p{N}_])|[.,!\s])+$/iu,
  decisionPath: /(^|\/)(adr|adrs|rfc|rfcs|decisions)\//i,
  decisionReference: /\b(ADR|RFC)[-\s#]?\d+\b/,
  /**
   * In a folder of tests, or named for them as C, Python, Go, Java and JavaScript do ("tests.c", "test_io.py", "io_test.go",
   * "IoTest.java", "io.spec.ts"): a real pull request whose only test was "src/tests.c" counted as one without. No prose.
   */
  testPath:
    /(^|\/)(?:[Tt]ests?|TESTS?|__tests__|[Ss]pec)\/|(?:(^|\/)[Tt]ests?(?:[._-][^/]*)?|[._-](?:[Tt]ests?|[Ss]pec)|[a-z0-9](?:Tests?|Spec))\.(?!(?:md|mdx|rst|adoc|txt)$)\w+$/,
  /** Of one sentence each: what somebody says that they did. */
  tested: {
    /** What somebody else says; or the author's own words, of any length. */
    bySomebodyElse:
      /\btACK\b|(?<![.\w-])(?:[Rr]e-?)?(?:[Tt]ested|[Vv]erified)\b(?!\.\w)|\b[Ss]anity[- ]checked\b|\b[Ll]ight(?:ly)? test(?:ed|ing)\b/,
    notBySomebodyElse:
      /\b[Ii]f\b|\?|\butACK\b|\b(?:be|been|being|is|are|was|were|well|fully|[Tt]he|[Aa]|as|get|gets|got|yet) (?:re-?)?(?:tested|verified)\b|(?:\b(?:[Nn]ot|NOT|[Nn]ever|[Pp]lease)\b|n't\b)[^.,]{0,20}?\b(?:tested|verified)\b/,
    byAuthor:
      /\b(?:I|we)(?:(?:'ve| have)? (?:also |manually |locally )*(?:tested|verified|checked (?:that|it|this|with|locally)|ran(?! (?:into|out)\b)|confirmed|reproduced)|(?:'ve| have) (?:also |manually |locally )*run)\b/i,
    notByAuthor: /\b[Ii]f\b/,
  },
} as const

/** Evidence of a defect in the title or body of a revert or fix, and what speaks against it (METRICS section 4). */
export const DEFECT_LEXICON = {
  evidence:
    /\b(bugs?|regression|broke|breaks|broken|crash(es|ed|ing)?|incident|outage|hotfix|fail(s|ed|ing|ure)?|errors?|wrong|incorrect|leak(s|ed)?|data loss|vulnerab\w*|security|corrupt\w*|deadlock|exception)\b/i,
  notADefect:
    /\b(launch|timing|not (yet )?ready|premature|too early|superseded|no longer needed|postpone\w*|release freeze|by request|temporar\w+ (revert|undo)|re-?land|merge conflict|accidental(ly)? merged?)\b/i,
  bugLabel: /^(?:defect|regression|incident|type[:/ -]*bug)$|\bbug\b/i,
} as const

/**
 * Accounts that land pull requests which GitHub then shows as closed, and what they say when they did (METRICS section 1,
 * "Landed though closed"). plumbline.yml adds accounts.
 */
export const MERGE_BOTS = {
  logins: ['bors', 'mathlib-bors', 'bors-servo', 'homu', 'pytorchmergebot', 'facebook-github-bot', 'copybara-service', 'nodejs-github-bot'],
  /** Of one line. */
  says: /\bsuccessfully merged\b|\bmerged by\b|\blanded in [0-9a-f]{7,40}|\bmerged this pull request in \S{0,140}[0-9a-f]{7}/i,
  saysNot: /\b(?:not|never|cannot|could|can't|will|would|to) (?:be |yet )?(?:successfully )?merged\b/i,
  withinMinutes: 10,
} as const

/**
 * Approvals in words (METRICS section 3), asked of one sentence at a time: it ends at . ! ? ; or a line break. Written for
 * English; a project that approves in other words switches them off (approvals.inWords) or uses the button.
 */
export const APPROVAL_WORDS = {
  approves:
    /\b(?:re-?)?(?:t|ut|cr|code review )?ACK\b|(?<![/\w])(?:LGTM|lgtm)\b|\br=me\b|\b[Ss]hip it\b|:shipit:|(?:^|, ?)[Aa]pproved[^\w?]*$|\bI(?:'ve| have)? approved?\b/,
  /** Where one of these stands in the same sentence it approves nothing. */
  notWith:
    /\b(?:mod|modulo|except|apart from|other than|minus|assuming|subject to|concept|approach|nack|not|if|once|after|will|would|pending|unless|until|needs?|(?:before|when) I ACK|(?:the|an|your|previous|further|to|wouldn't|can't) ACK)\b|\?/i,
  /** Where ACK stands directly before a commit, only these words before it count against it. */
  notBeforeCommit: /\b(?:concept|approach)\b(?! (?:ACK )?(?:and|&) )|\b(?:nack|not|post-merge|will|would|unless|until|if)\b|n't\s*$/i,
  /** The whole of a comment. */
  alone: /^(?:\+1|:\+1:|:shipit:|👍[\u{1f3fb}-\u{1f3ff}]?|🚢)$/u,
} as const

/** Commands to a merge bot, at the start of a line or of a sentence. */
export const MERGE_COMMANDS = {
  approve:
    /(?:^[ \t]*|[.!;:][ \t]+)(?:@?[\w-]{0,39}bors(?:-servo)?(?:\[bot\])?:?[ \t]+(?:(?:p|rollup)(?:=\w+)?[ \t]+)?(?:r\+|r=[\w-]+|merge(?![-=\w]))|\/(?:lgtm|approve)(?![-\w])(?![ \t]+cancel)|@mergify(?:io)?[ \t]+queue\b|@[\w-]{0,39}bot[ \t]+(?:squash and )?merge\b)/im,
  delegate: /(?:^[ \t]*|[.!;:][ \t]+)@?[\w-]{0,39}bors(?:-servo)?(?:\[bot\])?:?[ \t]+(?:d|delegate)(?:\+|=[\w-]+)/im,
} as const

/** Accounts that comment as machines do (METRICS section 1, "Person"): counted nightly. */
export const MACHINE_USERS = {
  /** A shorter comment shares nothing: "ACK", "bors r+". */
  samePrefixCharacters: 60,
  pullRequests: 10,
  share: 0.5,
} as const

export const THRESHOLDS = {
  knownReviewerPullRequests: 10,
  sloWeekdayHours: 24,
  sloTarget: 0.9,
  aiCoverage: { range: 0.8, atLeast: 0.2 },
  reworkWindowDays: 21,
  revertWindowDays: 30,
  evidenceBalance: { minimumItems: 10, minimumCounterparts: 3 },
  /** More than this share of a repository's merges of so many weeks with an unmatched file: its tiers are not configured. */
  tiersNotConfigured: { share: 0.5, weeks: 26, weeksInARow: 2 },
} as const
