import { redirect } from 'next/navigation'

export const dynamic = 'force-dynamic'

/** The list of teams is a part of the organisation's page; the range, if one was asked for, comes along. */
export default async function Page({ searchParams }: PageProps<'/teams'>) {
  const asked = Object.entries(await searchParams).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : []))
  const query = new URLSearchParams(asked).toString()
  redirect(`/${query === '' ? '' : `?${query}`}#teams`)
}
