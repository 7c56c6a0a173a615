/**
 * Reviewing bots write summaries into the body of a pull request. Their text is not the author's: it says "AI",
 * "cursor" and "generated", and it explains well. Both attribution and the reasoning trail read the body without it.
 */

/** From an opening marker to its closing one; where the closing one is missing, to the end of the body. */
const MARKED_BLOCKS: { open: RegExp; close: RegExp }[] = [
  { open: /<!-- ?CURSOR_SUMMARY ?-->/i, close: /<!-- ?\/CURSOR_SUMMARY ?-->/i },
  { open: /<!-- ?ELLIPSIS_HIDDEN ?-->/i, close: /<!-- ?ELLIPSIS_HIDDEN ?-->/i },
  { open: /<!-- ?(?:\w+ )?greptile_comment ?-->/i, close: /<!-- ?\/greptile_comment ?-->/i },
  {
    open: /<!-- This is an auto-generated (?:comment|description)[^>\n]{0,120}-->/i,
    close: /<!-- end of auto-generated (?:comment|description)[^>\n]{0,120}-->/i,
  },
  { open: /<!-- ?copilot:(?:all|summary|poem|walkthrough) ?-->/i, close: /<!-- ?\/?copilot:\w+ end ?-->/i },
]

/** From a heading to the next heading of the same or a higher level, or to a rule. */
const HEADED_BLOCKS = [
  /^#{1,6}[ \t]+(?:\*\*)?(?:Summary|Walkthrough|Release notes) (?:by|from) (?:CodeRabbit|Sourcery|cubic|Ellipsis|Greptile|Korbit|Bito|Gemini|Copilot|Qodo)\b/i,
  /^#{1,6}[ \t]+(?:\*\*)?Greptile (?:Summary|Overview)\b/i,
  /^#{1,6}[ \t]+(?:\*\*)?Reviewed by \[?Cursor Bugbot\b/i,
]

/** Qodo writes from here to the end of the body. */
const TAIL_BLOCK = /^#{1,6}[ \t]+\*\*PR Type\*\*/i
/** Single lines, quoted or not. */
const LINE_BLOCK = /^[ \t>]*(?:<sup>)?(?:Reviewed by \[Cursor Bugbot\]|(?:\*\*)?Summary by (?:cubic|CodeRabbit|Sourcery)\b)/i

/** The body as its author wrote it. */
export function stripReviewerBlocks(body: string): string {
  // Nearly every body has none of them.
  if (
    !/coderabbit|sourcery|cubic|ellipsis|greptile|bugbot|CURSOR_SUMMARY|PR Type|copilot:|korbit|bito|auto-generated|qodo|Summary by/i.test(
      body,
    )
  ) {
    return body
  }
  return stripHeaded(MARKED_BLOCKS.reduce(stripMarked, body))
}

function stripMarked(body: string, { open, close }: { open: RegExp; close: RegExp }): string {
  let rest = body
  let kept = ''
  for (;;) {
    const start = open.exec(rest)
    if (!start) return kept + rest
    kept += rest.slice(0, start.index)
    const inside = rest.slice(start.index + start[0].length)
    const end = close.exec(inside)
    if (!end) return kept
    rest = inside.slice(end.index + end[0].length)
  }
}

function stripHeaded(body: string): string {
  const kept: string[] = []
  let level = 0
  for (const line of body.split('\n')) {
    if (TAIL_BLOCK.test(line)) break
    const heading = /^(#{1,6})[ \t]/.exec(line)?.[1]?.length ?? 0
    if (level > 0 && ((heading > 0 && heading <= level) || /^\s*(?:-{3,}|_{3,}|\*{3,})\s*$/.test(line))) level = 0
    if (heading > 0 && level === 0 && HEADED_BLOCKS.some((pattern) => pattern.test(line))) level = heading
    if (level === 0 && !LINE_BLOCK.test(line)) kept.push(line)
  }
  return kept.join('\n')
}
