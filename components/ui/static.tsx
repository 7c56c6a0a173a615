import { headers } from 'next/headers'
import type { ReactElement, ReactNode } from 'react'
import { StaticMarkup } from './static-markup'
import { keepText } from './static-text'

/**
 * The element with its content drawn to text once: React neither sends every element in it a second time nor takes it over
 * in the browser. For whatever no script changes: nothing in it may be a client component (links are plain: page-links.tsx).
 * What it costs and saves: docs/decisions/0010-static-markup.md.
 */
export async function Static({ children }: { children: ReactElement<{ children?: ReactNode }, string> }) {
  const { children: content, ...attributes } = children.props
  const text = renderToStaticMarkup(<>{content}</>)
  // Nothing weighs nothing, and would look to the browser like a text that did not arrive.
  const part = text !== '' && (await isDocument()) ? { name: keepText(text) } : { text }
  return <StaticMarkup tag={children.type} attributes={attributes} {...part} />
}

/** A browser that loads a page asks for HTML; Next's router, on the way from one page to the next, takes anything. */
async function isDocument(): Promise<boolean> {
  return (await headers()).get('accept')?.includes('text/html') ?? false
}

// Not imported: Next refuses this library where it renders server components, although it draws them as any other. Found
// from the folder that is served, because a bundle does not lie beside node_modules.
const { createRequire } = process.getBuiltinModule('node:module')
const { renderToStaticMarkup }: { renderToStaticMarkup: (content: ReactNode) => string } = createRequire(`${process.cwd()}/package.json`)(
  'react-dom/server',
)
