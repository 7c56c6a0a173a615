'use client'

import { ErrorMessage } from '@/components/layout/error-message'
import { PageFrame } from '@/components/layout/page-frame'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <PageFrame place={null}>
      <ErrorMessage digest={error instanceof Error && 'digest' in error ? String(error.digest) : null} retry={retry} />
    </PageFrame>
  )
}
