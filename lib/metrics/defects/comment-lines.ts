import { toUnixLines } from '@/lib/facts/outside-text'

/**
 * Whether lines of code are nothing but comments, by what opens a comment in files of that ending. A file whose language is
 * not known, lines that are not known, and blank lines are none: a claim about them stays what it is.
 */
export function isOnlyComment(path: string, code: string | null): boolean {
  if (code === null) return false
  const pattern = STYLES.find(({ files }) => files.test(path))?.line
  const lines = toUnixLines(code)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return pattern !== undefined && lines.length > 0 && lines.every((line) => pattern.test(line))
}

/** A line that begins with "*" goes on with a block comment: code begins with it only where a pointer is followed, "*p = 0;". */
const SLASHES = /^(?:\/\/|\/\*(?!.*\*\/\s*\S)|\*(?:\s|\/?$))/
const HASH = /^#(?!!)/
const DASHES = /^--/
const QUOTES = /^(?:#|"""|''')/
const ANGLES = /^<!--(?!.*-->\s*\S)/

const STYLES: { files: RegExp; line: RegExp }[] = [
  {
    files:
      /\.(?:[cm]?[jt]sx?|c|cc|cpp|cxx|h|hh|hpp|cs|java|kts?|go|rs|swift|scala|php|dart|proto|s?css|less|groovy|gradle|zig|vue|svelte)$/i,
    line: SLASHES,
  },
  { files: /\.pyi?$/i, line: QUOTES },
  {
    files:
      /(?:\.(?:rb|sh|bash|zsh|ya?ml|toml|tf|pl|pm|r|jl|exs?|nix|cmake|mk|ini|conf|dockerfile)|(?:^|\/)(?:Makefile|Dockerfile|CMakeLists\.txt))$/i,
    line: HASH,
  },
  { files: /\.(?:sql|lua|hs|elm|lean|ada|adb|ads)$/i, line: DASHES },
  { files: /\.(?:html?|xml|svg)$/i, line: ANGLES },
]
