import type { ReactNode } from 'react'
import { SiteHeader, type SiteHeaderProps } from './site-header'

/** Header, one column of the measure of a report, and a quiet foot. */
export function PageFrame({ children, ...header }: SiteHeaderProps & { children: ReactNode }) {
  return (
    <>
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:bg-card focus:px-3 focus:py-2">
        Skip to the readings
      </a>
      <SiteHeader {...header} />
      <main id="main" className="mx-auto w-full max-w-[77.5rem] px-gap pb-20">
        {children}
      </main>
    </>
  )
}
