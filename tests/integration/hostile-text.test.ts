import { expect, it } from 'vitest'
import { listSlowTexts, READERS } from '../support/text-readers'

// What takes the square of the length takes a quarter of an hour of 1 MB.
it.each(Object.entries(READERS))('%s reads 1 MB of anything in the time of a linear text', (_, read) => {
  expect(listSlowTexts(read, { length: 1_048_576, seconds: 6 }, [['', '']])).toEqual([])
})
