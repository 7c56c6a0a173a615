'use client'

import { useEffect } from 'react'

/** Fetches what OnDemand left out when it is opened, for the whole document; one fetch each, and again after a failure. */
export function OnDemandParts() {
  useEffect(() => {
    const fill = ({ target }: Event) => {
      if (target instanceof HTMLDetailsElement && target.open && 'onDemand' in target.dataset) void load(target)
    }
    // The event does not bubble; on its way down it is seen.
    document.addEventListener('toggle', fill, true)
    for (const opened of document.querySelectorAll<HTMLDetailsElement>('details[open][data-on-demand]')) void load(opened)
    return () => document.removeEventListener('toggle', fill, true)
  }, [])
  return null
}

async function load(details: HTMLDetailsElement): Promise<void> {
  const link = details.querySelector('a')
  if (!link || details.ariaBusy === 'true') return
  details.ariaBusy = 'true'
  const part = await fetchPart(link.href, details.id).catch(() => null)
  details.ariaBusy = null
  if (part) {
    details.querySelector('summary')?.nextElementSibling?.replaceWith(...part)
    delete details.dataset.onDemand
  } else {
    link.textContent = 'It could not be fetched: show it on the page'
  }
}

/** The address of the link, asked for without the page around it. */
async function fetchPart(href: string, id: string): Promise<Element[] | null> {
  const address = new URL(href)
  address.searchParams.set('alone', id)
  const response = await fetch(address, { headers: { accept: 'text/html' } })
  if (!response.ok) return null
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const part = page.getElementById(id)
  return part && [...part.children].slice(1).map((element) => document.importNode(element, true))
}
