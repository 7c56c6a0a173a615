import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './page-test'

/** The rules of WCAG 2.2 as well, of which axe leaves the size of targets out unless it is asked. */
export const WCAG_22 = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * axe finds nothing: every rule once, in the light palette, and contrast in the dark one as well, which is all that a
 * palette changes. `part` is a selector of what is looked at; default: all of the page.
 */
export async function expectAccessible(page: Page, { part, tags }: { part?: string; tags?: string[] } = {}): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const axe = new AxeBuilder({ page })
    if (part) axe.include(part)
    if (colorScheme === 'dark') axe.withRules(['color-contrast'])
    else if (tags) axe.withTags(tags)
    const { violations } = await axe.analyze()
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    expect(found, `${page.url()}, ${colorScheme}`).toEqual([])
  }
}
