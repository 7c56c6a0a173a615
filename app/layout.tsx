import type { Metadata, Viewport } from 'next'
import { GeistSans } from 'geist/font/sans'
import type { ReactNode } from 'react'
import { ChartAnswers } from '@/components/charts/chart-answers'
import { OnDemandParts } from '@/components/ui/on-demand-parts'
import { PageLinks } from '@/components/ui/page-links'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Plumbline', template: '%s · Plumbline' },
  description: 'Whether an engineering organisation can review, verify and explain as much change as it produces.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#161513' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={GeistSans.variable}>
      {/* Pages come whole. A browser that is busy would paint the beginning of one, and move it when the rest is parsed. */}
      <link rel="expect" href="#end" blocking="render" />
      <body>
        {children}
        <div id="end" hidden />
        <PageLinks />
        <OnDemandParts />
        <ChartAnswers />
      </body>
    </html>
  )
}
