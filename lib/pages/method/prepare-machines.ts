import { shorten } from '@/lib/facts/outside-text'
import { formatCounted } from '@/lib/pages/words/format-figures'
import { isolate } from '@/lib/pages/words/isolate'
import { MACHINE_USERS } from '@/lib/policy/defaults'
import { terms, text, type MethodMachine, type MethodSection, type MethodSource } from './prepare-parts'

/** The accounts that stand for no person, each with why. */
export function listMachineSections({ machines }: Pick<MethodSource, 'machines'>): MethodSection[] {
  const { samePrefixCharacters, pullRequests } = MACHINE_USERS
  return [
    {
      id: 'machines',
      name: 'Accounts that are no person',
      answer:
        machines.length === 0
          ? 'No account that GitHub lists as a person is known to be a machine here.'
          : `${formatCounted(machines.length, 'account')} that GitHub lists as a person ${machines.length === 1 ? 'is' : 'are'} counted as none.`,
      blocks: [
        text(
          `They review nothing, hold no dialogue and claim no defect. One is named in plumbline.yml (people.machines), or found each night: at least half of its comments begin with ${samePrefixCharacters} characters that it wrote on at least ${pullRequests} pull requests. A name that ends in “-bot” proves nothing. Found or found to be none, its pull requests are judged again.`,
        ),
        ...(machines.length > 0 ? [terms(...machines.map((machine): [string, string] => [isolate(machine.login), explain(machine)]))] : []),
      ],
    },
  ]
}

function explain({ source, comments, alike, pullRequests, beginning }: MethodMachine): string {
  if (source === 'configured') return 'named in plumbline.yml'
  const begun =
    beginning === null ? '' : `: “${isolate(shorten(beginning.replace(/\s+/g, ' ').trim(), MACHINE_USERS.samePrefixCharacters))}”`
  return `${alike ?? 0} of ${formatCounted(comments ?? 0, 'comment')} begin alike, on up to ${formatCounted(pullRequests ?? 0, 'pull request')}${begun}`
}
