'use client'

/** Our own mistake, or a database that does not answer: what happened stays in the server's log, under the same mark. */
export function ErrorMessage({ digest, retry }: { digest: string | null; retry: () => void }) {
  return (
    <section className="pt-12" role="alert">
      <h1 className="text-headline leading-[1.18] font-[500] tracking-[-0.022em]">This page could not be made.</h1>
      <p className="mt-4 max-w-[46em] text-soft">
        Nothing was changed or lost. The reason is in the log of the server{digest ? `, marked ${digest}` : ''}. If the database was
        restarting, trying again helps.
      </p>
      <button type="button" onClick={retry} className="mt-5 cursor-pointer rounded border border-ink px-3 py-1.5 hover:bg-band">
        Try again
      </button>
    </section>
  )
}
