import Link from 'next/link'
import { PageFrame } from '@/components/layout/page-frame'

export default function NotFound() {
  return (
    <PageFrame place={null}>
      <section className="pt-12">
        <h1 className="text-headline leading-[1.18] font-[500] tracking-[-0.022em]">There is no such page.</h1>
        <p className="mt-4 text-soft">
          A team may have been renamed on GitHub, or removed. <Link href="/#teams">All teams of the organisation</Link>
        </p>
      </section>
    </PageFrame>
  )
}
