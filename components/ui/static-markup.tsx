'use client'

import { useEffect, useMemo, useRef } from 'react'
import { takeText } from './static-text'

interface StaticMarkupProps {
  tag: string
  attributes: Record<string, unknown>
  /** Comes with the data where the router brings the page. */
  text?: string
  /** Where the browser loads the page: what the text waits under on the server. In the browser it is in the page already. */
  name?: string
}

/** What this document brought, for a reader who goes on by a link and back again. */
const brought = new Map<string, string>()

/** The second half of Static: the text as the element's content. React leaves such content alone when it takes a page over. */
export function StaticMarkup({ tag, attributes, text, name = '' }: StaticMarkupProps) {
  // Any element takes these attributes; the types know them one by one.
  const Tag = tag as 'div'
  const element = useRef<HTMLDivElement>(null)
  const markup = useMemo(
    () => ({ __html: text ?? (typeof window === 'undefined' ? takeText(name) : (brought.get(name) ?? '')) }),
    [text, name],
  )
  useEffect(() => {
    if (text !== undefined || brought.has(name)) return
    const content = element.current?.innerHTML ?? ''
    // Only if something between browser and server has changed what was asked for: then the document itself is right.
    if (content === '') return window.location.reload()
    brought.set(name, content)
  }, [text, name])
  return <Tag {...attributes} ref={element} dangerouslySetInnerHTML={markup} suppressHydrationWarning />
}
