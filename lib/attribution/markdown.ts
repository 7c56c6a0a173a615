import { toUnixLines } from '@/lib/facts/outside-text'

/** Parts of a Markdown text that its reader does not take for the writer's words. Linear: bodies reach 60 kB. */

/** Text without HTML comments; GitHub hides everything after one that starts a line and is never closed. */
export function withoutHtmlComments(text: string): string {
  if (!text.includes('<!--')) return text
  let kept = ''
  let position = 0
  for (;;) {
    const start = text.indexOf('<!--', position)
    if (start === -1) return kept + text.slice(position)
    const end = text.indexOf('-->', start + 4)
    if (end === -1) {
      const unclosed = /^ {0,3}<!--/m.exec(text.slice(position))
      return kept + text.slice(position, unclosed ? position + unclosed.index : undefined)
    }
    kept += text.slice(position, start)
    position = end + 3
  }
}

/**
 * Lines outside fenced code; a fence that is never closed reaches to the end. Three back-ticks that close on their own line
 * ("```words```") open no fence: they are inline code.
 */
export function withoutFencedCode(text: string): string {
  if (!text.includes('```') && !text.includes('~~~')) return text
  const kept: string[] = []
  let fence: string | null = null
  for (const line of toUnixLines(text).split('\n')) {
    const [start = '', marker = null] = /^[ \t>]*(`{3,}|~{3,})/.exec(line) ?? []
    const after = line.slice(start.length)
    if (fence === null && marker !== null && !(marker.startsWith('`') && after.includes('`'))) fence = marker
    else if (fence !== null && marker?.startsWith(fence) && after.trim() === '') fence = null
    else if (fence === null) kept.push(line)
  }
  return kept.join('\n')
}
