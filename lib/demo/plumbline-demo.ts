/** Login of the invented organisation. */
export const DEMO_LOGIN = 'harbourlight'

/** The invented organisation's plumbline.yml; `npm run demo` writes it where the pages and the worker read theirs. */
export const DEMO_CONFIGURATION_TEXT = ''
