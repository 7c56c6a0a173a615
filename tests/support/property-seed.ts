import fc from 'fast-check'

/**
 * The same examples in every run, so that a test that fails fails again: new ones are tried by `npm run bench -- proof`,
 * which gives other seeds.
 */
fc.configureGlobal({ seed: Number(process.env.PLUMBLINE_PROPERTY_SEED ?? 1) })
