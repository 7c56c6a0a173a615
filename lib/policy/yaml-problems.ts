import { visit } from 'yaml'
import type { ConfigurationProblem, Source } from './configuration-problems'

/**
 * The first thing that is wrong with the file as YAML, before anything is known of its keys. Globs and logins begin with
 * characters that mean something else to YAML, so those mistakes are told in the words of a person who wrote a glob.
 */
export function findYamlProblem(source: Source): ConfigurationProblem | null {
  const { document, lines } = source
  const [broken] = document.errors
  if (broken) return toProblem(source, lines.linePos(broken.pos[0]).line, broken.message)
  const alias = findAlias(source)
  if (alias) return alias
  const tag = document.warnings.find(({ code }) => code === 'TAG_RESOLVE_FAILED')
  if (!tag) return null
  const line = lines.linePos(tag.pos[0]).line
  return quoted(source, line, 'begins with !, which YAML reads as a tag')
}

function toProblem(source: Source, line: number, text: string): ConfigurationProblem {
  const reason = text.split('\n')[0]?.replace(/\.$/, '') ?? ''
  const reserved = /cannot start with reserved character ([@`])/.exec(reason)?.[1]
  if (reserved) return quoted(source, line, `begins with ${reserved}, which YAML reserves`)
  if (/tab/i.test(reason)) {
    return { ...at(source, line, 'is indented with a tab, which YAML does not take.'), mend: 'Indent with spaces, two a level.' }
  }
  const closing = /end with a ([\]}])/.exec(reason)?.[1]
  if (closing)
    return { ...at(source, line, `opens a list or map and does not close it with ${closing}.`), mend: `Put ${closing} at its end.` }
  if (/indent|block sequence|without - indicator|block collection|implicit (keys|map)|same level|nested mappings/i.test(reason)) {
    return {
      ...at(source, line, `does not stand under what it belongs to (${lowerFirst(reason)}).`),
      mend: 'Give the keys of one thing the same number of spaces in front, as in plumbline.example.yml.',
    }
  }
  if (/keys must be unique/i.test(reason)) {
    return { ...at(source, line, 'repeats a key that stands above it already.'), mend: 'Put what belongs to one key under one of them.' }
  }
  return { ...at(source, line, `is not valid YAML: ${reason}.`), mend: 'Compare it with plumbline.example.yml.' }
}

/** A glob such as **\/auth/** without quotes: YAML takes what follows the first star for the name of an alias. */
function findAlias(source: Source): ConfigurationProblem | null {
  let problem: ConfigurationProblem | null = null
  visit(source.document, {
    Alias(_, node) {
      const line = source.lines.linePos(node.range?.[0] ?? 0).line
      problem = quoted(source, line, `*${node.source} begins with *, which YAML reads as an alias`, `*${node.source}`)
      return visit.BREAK
    },
  })
  return problem
}

function quoted(source: Source, line: number, reason: string, text?: string): ConfigurationProblem {
  return {
    ...at(source, line, `${text ? '' : 'a value '}${reason}.`),
    mend: text ? `Put it in quotes: '${text}'` : 'Put the value in quotes.',
  }
}

function at({ fileName }: Source, line: number, reason: string): Omit<ConfigurationProblem, 'mend'> {
  const separator = /^(does|is|repeats|opens) /.test(reason) ? ' ' : ': '
  return { message: `${fileName} line ${line}${separator}${reason}`, line, key: '' }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
