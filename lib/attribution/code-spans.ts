/**
 * A line of Markdown with a space for each code span: a row of back-ticks, and all up to the next row of the same length.
 * A row that no other closes may still open a shorter one with its last signs. Linear, whatever the line: a row asks once
 * for each of its signs, and what was passed over is not looked at again.
 */
export function withoutCodeSpans(line: string): string {
  const rows = [...line.matchAll(/`+/g)].map(({ index, 0: { length } }) => ({ start: index, length }))
  const queues = new Map<number, number[]>()
  for (let place = rows.length - 1; place >= 0; place -= 1) {
    const length = rows[place]?.length ?? 0
    const queue = queues.get(length)
    if (queue) queue.push(place)
    else queues.set(length, [place])
  }
  /** The first row of that length after a place. */
  const findNext = (length: number, after: number): number | undefined => {
    const queue = queues.get(length)
    while (queue && (queue.at(-1) ?? Infinity) <= after) queue.pop()
    return queue?.at(-1)
  }
  let text = ''
  let written = 0
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place]
    for (let length = row?.length ?? 0; row && length > 0; length -= 1) {
      const closing = findNext(length, place)
      if (closing === undefined) continue
      text += `${line.slice(written, row.start + row.length - length)} `
      written = (rows[closing]?.start ?? 0) + length
      place = closing
      break
    }
  }
  return text + line.slice(written)
}
