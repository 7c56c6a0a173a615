'use client'

import { ErrorMessage } from '@/components/layout/error-message'
import './globals.css'

/** Stands in for the root layout when that is what failed. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="px-gap">
        <ErrorMessage digest={error instanceof Error && 'digest' in error ? String(error.digest) : null} retry={retry} />
      </body>
    </html>
  )
}
