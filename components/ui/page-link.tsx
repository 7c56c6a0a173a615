import type { ComponentProps } from 'react'

/** A link to another page of ours: plain HTML, which page-links.tsx follows without loading everything anew. */
export function PageLink({ children, ...props }: ComponentProps<'a'> & { href: string }) {
  return (
    <a data-page="" {...props}>
      {children}
    </a>
  )
}
