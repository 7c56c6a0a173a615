/**
 * Words by which a review comment is classed (METRICS section 4). Choices, not constants of nature: English only, and
 * versioned, so that a stored class can be traced to the words that made it.
 * Order: label, leading mark, functional, evolvability; none of them: unclassified.
 */
export const COMMENT_LEXICON_VERSION = 1

/** Conventional-Comments labels that claim a defect: "issue (blocking): …", "**bug:** …". */
export const FUNCTIONAL_LABEL = /^\s*(?:\*\*)?(?:issue|bug|blocking|security)(?:\s*\([^)]*\))?(?:\*\*)?\s*:/i

/** A comment that opens by calling itself small: its later words ("… else it fails") are no claim of a defect. */
export const EVOLVABILITY_MARK =
  /^\s*(?:\*\*)?(?:(?:nit|nitpick|style|praise)(?:\b[^a-z]|$)|(?:nitpick|polish|praise|thought)\s*(?:\([^)]*\))?:)/i

/** What the code would do wrong. */
export const FUNCTIONAL_WORDS =
  /\b(?:bug|crash(?:es)?|null|npe|undefined|race|deadlock|overflow|off[- ]by[- ]one|leak(?:s|ed)?|wrong|incorrect|fails?|exception|throws?|security|injection|xss|unhandled|edge case|timeout|data loss|breaks?|regression|double[- ](?:charge|count|free)|infinite loop|not (?:thread[- ]safe|idempotent))\b/i

/** How the code reads or is laid out. */
export const EVOLVABILITY_WORDS =
  /^\s*(?:typo|question)\b[^a-z]|\b(?:rename|naming|typo|formatting|whitespace|indent|docstring|readab|duplicat|extract (?:a|this|the)|simplif|consisten)/i
