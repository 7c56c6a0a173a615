/** One line that is rewritten in a terminal, and a line now and then where the output goes to a file. */
export function createProgressLine(output: NodeJS.WriteStream = process.stderr): { show(text: string): void; end(): void } {
  const EVERY_MILLISECONDS = output.isTTY ? 100 : 5_000
  let shownAt = 0
  let shown = ''
  return {
    show(text) {
      if (text === shown || Date.now() - shownAt < EVERY_MILLISECONDS) return
      shownAt = Date.now()
      shown = text
      output.write(output.isTTY ? `\r\u001b[K${text}` : `${text}\n`)
    },
    end() {
      if (output.isTTY && shown !== '') output.write('\r\u001b[K')
      shown = ''
    },
  }
}
