/**
 * Words by which a review comment is classed (METRICS section 4). Choices, not constants of nature: English only, and
 * versioned, so that a stored class can be traced to the words that made it.
 * Order: label, leading mark or a bare suggestion, functional, praise, evolvability; none of them: unclassified.
 */
export const COMMENT_LEXICON_VERSION = 2

/** Conventional-Comments labels that claim a defect: "issue (blocking): …", "**bug:** …". */
export const FUNCTIONAL_LABEL = /^\s*(?:\*\*)?(?:issue|bug|blocking|security)(?:\s*\([^)]*\))?(?:\*\*)?\s*:/i

/** A comment that opens by calling itself small: its later words ("… else it fails") are no claim of a defect. */
export const EVOLVABILITY_MARK = /^\s*(?:\*\*)?(?:(?:nits?|nitpick|style)(?:\b[^a-z]|$)|(?:nitpick|polish|thought)\s*(?:\([^)]*\))?:)/i

/**
 * What the code would do wrong: verbs and states. A bare noun of the domain ("ignore the overflow") claims nothing; read by
 * hand on real threads, 7 of 10 comments with these words were claims of a defect, of those with the nouns as well hardly 5.
 */
export const FUNCTIONAL_WORDS =
  /\b(bugs?|buggy|crash(es|ed)|race( conditions?)?|deadlocks?|off[- ]by[- ]one|leak(s|ed)?|wrong(ly)?|incorrect(ly)?|fails|broken|breaks|broke|corrupt\w*|regression|throws|unhandled|uncaught|edge case|timeout|data loss|injection|xss|npe|infinite loop|undefined behaviou?r|(is|be|are|was|were|becomes?|returns?) (null|undefined)|null(ptr)?[- ](pointer[- ])?(deref\w*|reference)|overflows|(can|could|may|might|would|will|integer|buffer|stack|heap|possible) overflow|(can|could|may|might|would|will)( also| still| then| never| now)? (fail|crash|break|throw|leak|hang|race|deadlock)|security (issue|hole|bug|problem|risk|flaw|vulnerab\w*)|vulnerab\w*|double[- ](charge|count|free)|not (thread[- ]safe|idempotent))\b/i

/** Words that only look like a claim. They are blanked out before the functional words are looked for; alone they are evolvability. */
export const NOT_CLAIMS =
  /\bline[- ]breaks?\b(?! (?:the|this|our|all|it|when|if|on|because|every)\b)|\bbreaks?\b(?: \w+){0,4} into\b|\bwith the exception of\b|\b(?:wrong|incorrect) (?:link|docstring|comment|name|file ?name|indentation|spelling|order of imports|import order)|\bsecurity (?:considerations?|section)|\bundefined terms?\b|\b(if|that|but|maybe|perhaps) (i am|i'm|i was|i)( may be| might be| could be)? wrong|\bI (may|might|could) be wrong|\bbug reports?|\bregression (tests?|cases?|suite)|\bis (it|this|that) (a bug|supposed to \w+)|\b(supposed|meant|expected|want|wants|order|allowed|let(ting)? (it|this|that)|when|if (we|it|you)) (to )?(fail|crash|throw|overflow|break|leak)\b|\b(not|no|never|without|non|cannot|can't|don't|doesn't|won't|didn't|wouldn't|ignore the|check(ing)? for|checks? for)[- ](a |an |any |be |actually |ever )?(bug|crash|crashes|fail|break|overflow|leak|race|null|wrong|incorrect|throw|off[- ]by[- ]one|edge case)\w*|(docstring|comment|name|description|indent\w{0,20}|spelling|wording|title|text) (\w+ ){0,3}(is|be|are|looks?|seems?) (\w+ ){0,2}(wrong|incorrect)|\b(wrong|incorrect) (description|text|wording|indent\w*)/i

/** The whole comment is thanks, or a sign. */
export const PRAISE =
  /^[^\p{L}\p{N}?]*(?:(?:nice|great|love(?:ly)?|awesome|cool|thanks?|thank you|good (?:catch|job|work|idea)|well done|neat|perfect|\+?1|lgtm|praise)\b(?:[^\p{L}\p{N}_?]+[\p{L}\p{N}_]+){0,5}[^\p{L}\p{N}_?]*|this does indeed\b[^?]*)$|^(?:[^\p{L}\p{N}?]|:[+-]?[\p{L}\p{N}]\w*:)+$/isu

/** How the code reads or is laid out. */
export const EVOLVABILITY_WORDS =
  /^\s*(?:typo|question)\b[^a-z]|\b(?:rename|naming|typo|formatting|whitespace|indent|docstring|readab|duplicat|extract (?:a|this|the)|simplif|consisten)/i

/** Files for readers: what is said of them is no defect of the product, at least not strictly. */
export const PROSE_FILE = /\.(?:md|mdx|mediawiki|rst|adoc|txt|tex)$/i
